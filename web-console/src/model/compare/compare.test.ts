import { describe, expect, it } from 'vitest';
import type { HistoryEvent, SwfEvent } from '../../api/types';
import { fold } from '../fold';
import { foldSwf } from '../swf/fold';
import { coordination, figuresOf } from './figures';
import { type Lane, laneOfExecution, laneOfRun } from './lane';
import { canonical, differences } from './verdict';

/** A history of n activities one after the other, a second between all events, as Step Functions writes it. */
function machine(n: number): Lane {
  const events: HistoryEvent[] = [];
  const add = (type: string, details: Record<string, unknown> = {}) => {
    const id = events.length + 1;
    events.push({ id, previousEventId: id - 1, timestamp: new Date(id * 1000).toISOString(), type, theEventDetails: details });
  };
  add('ExecutionStarted');
  for (let at = 0; at < n; at++) {
    add('TaskStateEntered', { name: `S${at}`, input: '{}' });
    add('ActivityScheduled', { resource: 'arn:aws:states:us-east-1:1:activity:pack', input: `{"at":${at}}` });
    add('ActivityStarted', { workerName: 'w' });
    add('ActivitySucceeded', { output: '1' });
    add('TaskStateExited', { name: `S${at}`, output: '1' });
  }
  add('ExecutionSucceeded', { output: '{"a":1,"b":[2]}' });
  return laneOfExecution(events, fold(events), '{"a":1,"b":[2]}');
}

/** The same work by a decider. */
function run(n: number, input = (at: number) => `{ "at": ${at} }`): Lane {
  const events: SwfEvent[] = [];
  const add = (eventType: string, attributes: Record<string, unknown> = {}) => {
    const eventId = events.length + 1;
    events.push({ eventId, eventTimestamp: new Date(eventId * 1000).toISOString(), eventType, [`${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`]: attributes });
    return eventId;
  };
  const decide = () => {
    const scheduledEventId = add('DecisionTaskScheduled', { taskList: { name: 'l' } });
    const startedEventId = add('DecisionTaskStarted', { scheduledEventId });
    return add('DecisionTaskCompleted', { scheduledEventId, startedEventId });
  };
  add('WorkflowExecutionStarted');
  for (let at = 0; at < n; at++) {
    const decisionTaskCompletedEventId = decide();
    const scheduledEventId = add('ActivityTaskScheduled', { activityId: `a${at}`, activityType: { name: 'pack', version: '1' }, input: input(at), decisionTaskCompletedEventId });
    const startedEventId = add('ActivityTaskStarted', { scheduledEventId });
    add('ActivityTaskCompleted', { scheduledEventId, startedEventId });
  }
  add('WorkflowExecutionCompleted', { result: '{"b":[2],"a":1}', decisionTaskCompletedEventId: decide() });
  return laneOfRun(events, foldSwf(events));
}

describe('the laws of both services', () => {
  it.each([1, 3, 10, 30])('%i activities one after the other: 2n+1 and 4n+3 requests, 5n+2 and 6n+5 events', (n) => {
    const [left, right] = [machine(n), run(n)];
    expect([left.calls, left.events, left.transitions, left.decisions]).toEqual([2 * n + 1, 5 * n + 2, n, 0]);
    expect([right.calls, right.events, right.transitions, right.decisions]).toEqual([4 * n + 3, 6 * n + 5, 0, n + 1]);
  });
});

describe('the verdict', () => {
  it('is that the same work was done, however its JSON is written', () => {
    expect(differences(machine(3), run(3))).toEqual([]);
  });

  it('names each difference', () => {
    expect(differences(machine(3), run(2))).toEqual(['pack with the input {"at":2}: 1 × against 0 ×.']);
    expect(differences(machine(1), { ...run(1), ending: 'failed', output: '2' })).toEqual(['The execution succeeded, the run failed.', 'Their outputs differ.']);
    expect(differences({ ...machine(0), ending: 'open' }, run(0))).toContain('One of them has not ended yet.');
  });

  it('takes texts that are no JSON as they are', () => {
    expect([canonical('a b'), canonical(undefined)]).toEqual(['a b', '']);
    expect(canonical('[1.0, {"b":"7","a":1e2}]')).toBe(canonical('[1,{"a":100,"b":"7"}]'));
    expect(canonical('"1"')).not.toBe(canonical('1'));
    expect(canonical('12345678901234567890')).not.toBe(canonical('12345678901234567891'));
  });
});

describe('the figures', () => {
  it('leave the time in which work was done out of coordination, and count none of it twice', () => {
    expect(coordination(machine(2))).toBe(9000);
    const lane = { ...run(0), from: 0, to: 100, jobs: [[10, 50], [20, 60], [70, 80]].map(([taken, ended]) => ({ name: 'a', input: '', scheduled: 0, taken, ended })) };
    expect(coordination(lane)).toBe(40);
    expect(coordination({ ...lane, to: undefined })).toBeUndefined();
  });

  it('are told for both, and as a dash where there are none', () => {
    const figures = new Map(figuresOf(machine(2), run(0)).map(({ label, machine: left, run: right }) => [label, [left, right]]));
    expect(figures.get('Queue wait, median')).toEqual(['1.00 s', '–']);
    expect(figures.get('Requests')).toEqual(['5', '3']);
    expect(figures.get('Hand-over, median')).toEqual(['3.00 s', '–']);
  });
});
