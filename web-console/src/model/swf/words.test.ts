import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SwfExecutionListItem } from '../../api/types';
import { runAddress, swfTypeAddress } from '../addresses';
import { swfCli } from '../awsCli';
import { readWords, writeWords } from '../search';
import { trailOf } from '../trail';
import { asked, CLOSE_STATUSES, readSwfFilter, type SwfFilter, WITHIN, type Within, writeSwfFilter } from './filter';
import { since } from './latest';
import { nameProblem, priorityProblem, retentionProblem, retentionWords, secondsProblem } from './rules';
import { DOMAIN_TABS, type DomainView, readDomainView, readRunView, RUN_TABS, writeDomainView, writeRunView } from './views';

const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const time = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());

const range = fc.oneof(
  fc.record({ within: fc.constantFrom(...(Object.keys(WITHIN) as Within[])) }),
  fc.record({ after: time, before: time }, { requiredKeys: [] }),
);
const by = fc.oneof(
  text.map((workflowId) => ({ by: 'workflowId' as const, workflowId })),
  fc.record({ by: fc.constant('type' as const), name: text, version: text }, { requiredKeys: ['by', 'name'] }),
  text.map((tag) => ({ by: 'tag' as const, tag })),
);
const closeStatus = fc.constantFrom(...CLOSE_STATUSES).map((status) => ({ by: 'closeStatus' as const, status }));
const some = (what: fc.Arbitrary<NonNullable<SwfFilter['by']>>) => fc.option(what, { nil: undefined }).map((one) => (one === undefined ? {} : { by: one }));
const filters: fc.Arbitrary<SwfFilter> = fc.oneof(
  fc.tuple(range, some(by)).map(([when, what]) => ({ state: 'open' as const, time: 'start' as const, ...when, ...what })),
  fc.tuple(range, some(fc.oneof(by, closeStatus)), fc.constantFrom('start' as const, 'close' as const)).map(([when, what, of]) => ({ state: 'closed' as const, time: of, ...when, ...what })),
);

describe('addresses', () => {
  it('restore every filter of runs: 500 generated ones', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readSwfFilter(readWords(writeWords(writeSwfFilter(filter))))).toEqual(filter);
      }),
      { numRuns: 500 },
    );
  });

  it('restore every view of a domain', () => {
    const views: fc.Arbitrary<DomainView> = fc.record({
      tab: fc.constantFrom(...DOMAIN_TABS),
      filter: filters,
      registration: fc.constantFrom('REGISTERED' as const, 'DEPRECATED' as const),
      name: fc.oneof(fc.constant(''), text),
      lists: fc.array(text),
    });
    fc.assert(
      fc.property(views, (view) => {
        expect(readDomainView(readWords(writeWords(writeDomainView(view))))).toEqual(view);
      }),
    );
  });

  it('restore every view of a run', () => {
    const id = fc.option(fc.integer({ min: 1, max: 25_000 }), { nil: undefined });
    fc.assert(
      fc.property(fc.record({ tab: fc.constantFrom(...RUN_TABS), event: id, chosen: id, isReversed: fc.boolean() }), (view) => {
        expect(readRunView(readWords(writeWords(writeRunView(view))))).toEqual(view);
      }),
    );
  });

  it.each(['state=x&time=never&within=2d&status=NOPE', 'event=-1&chosen=1.5&view=none&order=up', '%', 'state=open&status=FAILED&time=close'])('bear nonsense: %s', (words) => {
    expect(readSwfFilter(readWords(words))).toEqual({ state: 'open', time: 'start' });
    expect(readRunView(readWords(words))).toEqual({ tab: 'decisions', event: undefined, chosen: undefined, isReversed: false });
  });

  it('lead back the way they came', () => {
    expect(trailOf(runAddress('a b', 'w#1', 'r')).map(({ text: said }) => said)).toEqual(['SWF domains', 'a b', 'w#1']);
    expect(trailOf(swfTypeAddress('d', 'activity', 'pack', '1.0'))).toEqual([
      { text: 'SWF domains', href: '/swf' },
      { text: 'd', href: '/swf/d' },
      { text: 'Activity types', href: '/swf/d?tab=activityTypes' },
      { text: 'pack 1.0', href: '/swf/d/activity-types/pack/1.0' },
    ]);
    expect(trailOf('/nowhere')).toEqual([]);
    expect(trailOf('/swf/%').at(-1)?.text).toBe('%');
  });
});

describe('what AWS is asked', () => {
  it('has one time filter and at most one other, whatever the address says', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const names = new Set(
          Object.entries(asked(filter, 1e12))
            .filter(([, value]) => value !== undefined)
            .map(([name]) => name.split('.')[0] ?? ''),
        );
        const times = [...names].filter((name) => name === 'startTimeFilter' || name === 'closeTimeFilter');
        expect(times).toHaveLength(1);
        expect(names.size - times.length).toBeLessThanOrEqual(1);
        expect(filter.state === 'open' && (names.has('closeTimeFilter') || names.has('closeStatusFilter'))).toBe(false);
      }),
    );
  });

  it('counts a length of time back from now', () => {
    expect(asked({ state: 'open', time: 'start', within: '1h' }, 7_200_000)['startTimeFilter.oldestDate']).toBe('1970-01-01T01:00:00.000Z');
  });

  it('is written for a terminal with its texts quoted', () => {
    expect(swfCli('signal-workflow-execution', { domain: 'd', 'signal-name': "it's", input: '' })).toBe("aws swf signal-workflow-execution --domain d --signal-name 'it'\\''s'");
  });
});

describe('a list and what there is now', () => {
  const row = (runId: string, at: number): SwfExecutionListItem => ({
    execution: { workflowId: 'w', runId },
    workflowType: { name: 't', version: '1' },
    startTimestamp: new Date(at).toISOString(),
    executionStatus: 'OPEN',
  });
  const ids = (rows: Iterable<string>) => [...rows].sort();

  it('tells what came and what went', () => {
    const { fresh, gone } = since([row('c', 3), row('b', 2), row('a', 1)], [row('d', 4), row('c', 3), row('a', 1)], 'start', true);
    expect([fresh, ids(gone)]).toEqual([1, ['b']]);
  });

  it('knows nothing of what is older than the page it compares with', () => {
    const { fresh, gone } = since([row('c', 3), row('b', 2), row('a', 1)], [row('d', 4), row('c', 3)], 'start', false);
    expect([fresh, ids(gone)]).toEqual([1, []]);
  });

  it('counts all as new where nothing is shown, and nothing before it is known', () => {
    expect(since([], [row('a', 1)], 'start', true).fresh).toBe(1);
    expect(since([row('a', 1)], undefined, 'start', false)).toEqual({ fresh: 0, gone: new Set() });
  });
});

describe('the rules that forms check', () => {
  it.each(['a:b', 'a/b', 'a|b', 'arn', 'a\u0007', 'x'.repeat(257)])('refuse the name %j', (name) => {
    expect(nameProblem(name)).toBeDefined();
  });

  it.each(['', 'a b', 'arn2', 'x'.repeat(256), 'ü'])('let the name %j pass', (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });

  it.each([
    [secondsProblem('12', false), undefined],
    [secondsProblem('NONE', true), undefined],
    [secondsProblem('NONE', false), expect.any(String)],
    [secondsProblem('123456789', true), expect.any(String)],
    [retentionProblem('90'), undefined],
    [retentionProblem('91'), expect.any(String)],
    [priorityProblem('-2147483648'), undefined],
    [priorityProblem('2147483648'), expect.any(String)],
  ])('numbers and NONE: %#', (said, wanted) => {
    expect(said).toEqual(wanted);
  });

  it.each([
    ['NONE', 'not at all'],
    ['0', 'not at all'],
    ['1', '1 day'],
    ['90', '90 days'],
  ])('keeps what has closed for %s', (retention, words) => {
    expect(retentionWords(retention)).toBe(words);
  });
});
