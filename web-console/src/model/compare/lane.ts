import type { HistoryEvent, SwfEvent } from '../../api/types';
import { nameOf } from '../arn';
import { textOf } from '../json';
import type { Story } from '../story';
import type { SwfStory } from '../swf/story';

/** How work ended, in words that both services share. */
export type Ending = 'open' | 'succeeded' | 'failed' | 'timed out' | 'stopped' | 'continued as new';

/** One thing that was done outside: an activity or a function, once. */
export interface Job {
  readonly name: string;
  readonly input: string | undefined;
  readonly scheduled: number;
  readonly taken: number | undefined;
  readonly ended: number | undefined;
}

/** One way in which work was coordinated, as far as its history tells: what both services can be measured by. */
export interface Lane {
  readonly ending: Ending;
  readonly output: string | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly events: number;
  /** The characters of its history. */
  readonly size: number;
  /** Requests that were answered with something, by starters, workers and deciders; polls that found nothing stand in no history. */
  readonly calls: number;
  readonly decisions: number;
  readonly transitions: number;
  readonly jobs: readonly Job[];
}

const MACHINE_ENDINGS: Readonly<Record<string, Ending>> = { SUCCEEDED: 'succeeded', FAILED: 'failed', TIMED_OUT: 'timed out', ABORTED: 'stopped' };
const RUN_ENDINGS: Readonly<Record<string, Ending>> = {
  COMPLETED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  CANCELED: 'stopped',
  TERMINATED: 'stopped',
  CONTINUED_AS_NEW: 'continued as new',
};

/** What each request leaves in a history of Step Functions. Functions are called by the server, which is no request of anybody's. */
const MACHINE_CALLS = /^(ExecutionStarted|ExecutionAborted|ActivityStarted|ActivitySucceeded|ActivityFailed)$/;
/** The same for SWF: signals and requests to cancel count where they came from outside. */
const RUN_CALLS = /^(WorkflowExecutionStarted|WorkflowExecutionTerminated|DecisionTaskStarted|DecisionTaskCompleted|ActivityTask(Started|Completed|Failed|Canceled))$/;

/** An execution of a state machine as a lane. */
export function laneOfExecution(events: readonly HistoryEvent[], story: Story, output: string | undefined): Lane {
  return {
    ending: MACHINE_ENDINGS[story.ending?.status ?? ''] ?? 'open',
    output,
    from: story.from,
    to: story.ending?.at,
    events: events.length,
    size: JSON.stringify(events).length,
    calls: events.filter(({ type }) => MACHINE_CALLS.test(type)).length,
    decisions: 0,
    transitions: events.filter(({ type }) => type.endsWith('StateEntered')).length,
    jobs: story.visits.flatMap(({ attempts }) =>
      attempts.map(({ resource, input, from, started, to }) => ({ name: nameOf(resource) || resource, input, scheduled: from, taken: started, ended: to })),
    ),
  };
}

/** A run of SWF as a lane. */
export function laneOfRun(events: readonly SwfEvent[], story: SwfStory): Lane {
  return {
    ending: RUN_ENDINGS[story.closing?.status ?? ''] ?? 'open',
    output: textOf(story.closing?.attributes, 'result'),
    from: story.from,
    to: story.closing?.at,
    events: events.length,
    size: JSON.stringify(events).length,
    calls: events.filter(({ eventType }) => RUN_CALLS.test(eventType)).length + story.heard.filter(({ from, cause }) => from === undefined && cause === undefined).length,
    decisions: story.decisions.length,
    transitions: 0,
    jobs: story.works
      .filter(({ kind }) => kind === 'activity' || kind === 'lambda')
      .map((work) => ({
        name: textOf(work.opened.activityType, 'name') ?? work.type ?? '',
        input: textOf(work.opened, 'input'),
        scheduled: work.from,
        taken: work.started,
        ended: work.to,
      })),
  };
}
