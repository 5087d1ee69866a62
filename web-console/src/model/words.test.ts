import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES, type WaitKind } from '../api/types';
import { activityAddress, executionAddress, machineAddress } from './addresses';
import { machineOf, nameOf, qualifierOf } from './arn';
import { awsCli } from './awsCli';
import { layOut, problemIn } from './json';
import { readFilter, readView, readWords, VIEWS, writeFilter, writeView, writeWords } from './search';
import { distance, duration, moment } from './times';
import { whyWaiting } from './waiting';

const time = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());
const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });

describe('addresses', () => {
  it('restore every filter: 500 generated ones', () => {
    const filters = fc.record(
      { stateMachineArn: text, status: fc.subarray([...STATUSES], { minLength: 1 }), name: text, error: text, startedAfter: time, startedBefore: time, stoppedAfter: time, stoppedBefore: time },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readFilter(readWords(writeWords(writeFilter(filter))))).toEqual(filter);
      }),
      { numRuns: 500 },
    );
  });

  it('restore every view of an execution: 500 generated ones', () => {
    const ids = fc.integer({ min: 0, max: 25_000 });
    const views = fc.record({
      view: fc.constantFrom(...VIEWS),
      state: fc.option(text, { nil: undefined }),
      attempt: fc.option(ids, { nil: undefined }),
      event: fc.option(ids, { nil: undefined }),
      picks: fc.record({ visits: fc.array(ids), iterations: fc.dictionary(ids.map(String), ids) }),
      folded: fc.array(text),
    });
    fc.assert(
      fc.property(views, (view) => {
        expect(readView(readWords(writeWords(writeView(view))))).toEqual(view);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['status=NOPE&startedAfter=never&name=', 'item=x&visit=&event=1.5&view=nothing', '%', 'a&a&a'])('bear nonsense: %s', (words) => {
    expect(readFilter(readWords(words))).toEqual({});
    expect(readView(readWords(words)).view).toBe('graph');
  });

  it('hold an ARN as one segment', () => {
    const arn = 'arn:aws:states:us-east-1:1:execution:m:a/b?c#d';
    for (const address of [executionAddress(arn), machineAddress(arn), activityAddress(arn)]) {
      expect(address.split('/').map(decodeURIComponent)[2]).toBe(arn);
    }
  });
});

describe('ARNs', () => {
  it.each([
    ['arn:aws:states:us-east-1:1:stateMachine:m', 'm', '', 'arn:aws:states:us-east-1:1:stateMachine:m'],
    ['arn:aws:states:us-east-1:1:stateMachine:m:7', 'm:7', '7', 'arn:aws:states:us-east-1:1:stateMachine:m'],
    ['arn:aws:states:us-east-1:1:stateMachine:m:live', 'm:live', 'live', 'arn:aws:states:us-east-1:1:stateMachine:m'],
    ['arn:aws:states:us-east-1:1:execution:m:run-1', 'run-1', 'run-1', 'arn:aws:states:us-east-1:1:stateMachine:m'],
    ['arn:aws:states:us-east-1:1:activity:pack', 'pack', '', 'arn:aws:states:us-east-1:1:activity:pack'],
  ])('%s', (arn, name, qualifier, machine) => {
    expect([nameOf(arn), qualifierOf(arn), machineOf(arn)]).toEqual([name, qualifier, machine]);
  });
});

describe('layOut', () => {
  it('means the same as the text, whatever it is laid out from', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const laid = layOut(json);
        expect(JSON.parse(laid)).toEqual(JSON.parse(json));
        expect(layOut(laid)).toBe(laid);
      }),
    );
  });

  it('keeps numbers, order and members named twice as they were written', () => {
    expect(layOut('{"10":12345678901234567890.10,"2":1e400,"2":-0.0}')).toBe('{\n  "10": 12345678901234567890.10,\n  "2": 1e400,\n  "2": -0.0\n}');
  });

  it.each(['', '{', 'text', '{"a":}'])('leaves %j alone', (broken) => {
    expect(layOut(broken)).toBe(broken);
    expect(problemIn(broken)).toBeTypeOf('string');
  });
});

describe('times', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1020, '1.02 s'],
    [59_940, '59.9 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [90_061_000, '1 d 1 h'],
    [-5, '0 ms'],
  ])('%d milliseconds are %s', (length, words) => {
    expect(duration(length)).toBe(words);
  });

  it('lie before or behind now', () => {
    expect([distance(0, 500), distance(0, 61_000), distance(5000, 0)]).toEqual(['just now', '1 min ago', 'in 5 s']);
  });

  it('are told in UTC on demand', () => {
    expect(moment(1_700_000_000_123, true)).toBe('2023-11-14 22:13:20.123 UTC');
  });
});

describe('awsCli', () => {
  it('quotes what a shell would read', () => {
    expect(awsCli('start-execution', { name: 'a b', input: `{"it's":1}`, none: undefined, empty: '' })).toBe(
      `aws stepfunctions start-execution --name 'a b' --input '{"it'\\''s":1}'`,
    );
  });
});

describe('whyWaiting', () => {
  const kinds: readonly WaitKind[] = ['TIMER', 'WORKER', 'HEARTBEAT', 'TOKEN', 'RETRY', 'CHILD', 'FUNCTION', 'CONCURRENCY'];

  it.each(kinds)('has words for %s', (kind) => {
    const words = whyWaiting({ kind, stateName: 'S', path: [], until: '1970-01-01T00:01:00Z', resource: 'arn:aws:states:us-east-1:1:activity:pack', attempt: 2, waitingCount: 3 }, 0);
    expect(words).toMatchSnapshot();
  });
});
