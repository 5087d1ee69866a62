import fc from 'fast-check';
import type { SwfEvent } from '../../api/types';

/** Histories made by chance, for tests: runs whose deciders open work and whose work ends in any order. */

type Move = { readonly open: number } | { readonly end: number; readonly how: number } | { readonly signal: true };

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    fc.record({ open: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ end: fc.nat(20), how: fc.nat(3) }),
    fc.constant({ signal: true } as const),
  ),
  { maxLength: 30 },
);

const ENDS = ['Completed', 'Failed', 'TimedOut', 'Canceled'] as const;

/** A history, and how many activities were opened and ended in it. */
export interface GeneratedHistory {
  readonly events: readonly SwfEvent[];
  readonly opened: number;
  readonly ended: number;
  readonly decisions: number;
}

export const histories: fc.Arbitrary<GeneratedHistory> = fc.tuple(moves, fc.boolean()).map(([all, closes]) => play(all, closes));

function play(all: readonly Move[], closes: boolean): GeneratedHistory {
  const events: SwfEvent[] = [];
  const add = (eventType: string, attributes: Record<string, unknown>) => {
    const eventId = events.length + 1;
    events.push({ eventId, eventTimestamp: new Date(eventId * 1000).toISOString(), eventType, [`${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`]: attributes });
    return eventId;
  };
  const open: number[] = [];
  let opened = 0;
  let decisions = 0;
  const decide = (act: (completed: number) => void) => {
    const scheduledEventId = add('DecisionTaskScheduled', { taskList: { name: 'deciders' } });
    const startedEventId = add('DecisionTaskStarted', { scheduledEventId, identity: 'one' });
    decisions++;
    act(add('DecisionTaskCompleted', { scheduledEventId, startedEventId }));
  };
  add('WorkflowExecutionStarted', { input: 'in' });
  for (const move of all) {
    if ('open' in move) {
      decide((decisionTaskCompletedEventId) => {
        for (let count = 0; count < move.open; count++) {
          open.push(add('ActivityTaskScheduled', { activityId: `a${++opened}`, activityType: { name: 'pack', version: '1' }, decisionTaskCompletedEventId }));
        }
      });
    } else if ('signal' in move) {
      add('WorkflowExecutionSignaled', { signalName: 'go' });
    } else if (open.length > 0) {
      const [scheduledEventId] = open.splice(move.end % open.length, 1);
      const startedEventId = add('ActivityTaskStarted', { scheduledEventId, identity: 'worker' });
      add(`ActivityTask${ENDS[move.how % ENDS.length]}`, { scheduledEventId, startedEventId });
    }
  }
  if (closes) {
    decide((decisionTaskCompletedEventId) => add('WorkflowExecutionCompleted', { result: 'out', decisionTaskCompletedEventId }));
  }
  return { events, opened, ended: opened - open.length, decisions };
}
