import type { ExecutionStatus, HistoryEvent } from '../api/types';

/** How one visit of a state went; `caught` when it failed and the machine went on. */
export type VisitStatus = 'running' | 'succeeded' | 'caught' | 'failed' | 'timedOut' | 'aborted';

/** The same in words. */
export const VISIT_WORDS: Readonly<Record<VisitStatus, string>> = {
  running: 'running',
  succeeded: 'succeeded',
  caught: 'caught error',
  failed: 'failed',
  timedOut: 'timed out',
  aborted: 'aborted',
};

/** One try of what a state does. */
export interface Attempt {
  readonly id: number;
  readonly from: number;
  started?: number;
  to?: number;
  status: VisitStatus;
  readonly resource: string;
  worker?: string;
  readonly input?: string;
  result?: string;
  error?: string;
  cause?: string;
  mapRunArn?: string;
}

/** One item of a Map on its way. */
export interface Iteration {
  readonly index: number;
  readonly from: number;
  to?: number;
  status: VisitStatus;
}

/** Where a visit took place: in the machine itself, in the branches of a visit, or in one iteration of a visit. */
export interface Scope {
  readonly owner?: Visit;
  readonly index?: number;
}

/** One stay in one state, known for ever by the event that began it. */
export interface Visit {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly scope: Scope;
  readonly depth: number;
  readonly from: number;
  to?: number;
  status: VisitStatus;
  readonly input?: string;
  output?: string;
  exitId?: number;
  assigned?: Readonly<Record<string, string>>;
  readonly attempts: Attempt[];
  readonly iterations: Map<number, Iteration>;
  /** How many items a Map has. */
  length?: number;
  error?: string;
  cause?: string;
}

/** How an execution ended. */
export interface Ending {
  readonly status: ExecutionStatus;
  readonly at: number;
  readonly error?: string;
  readonly cause?: string;
}

/** What a history tells. */
export interface Story {
  readonly visits: readonly Visit[];
  readonly byId: ReadonlyMap<number, Visit>;
  /** The visit that each event belongs to. */
  readonly visitOf: ReadonlyMap<number, Visit>;
  readonly from: number | undefined;
  readonly ending: Ending | undefined;
  /** The innermost visit that the execution failed in. */
  readonly failedIn: Visit | undefined;
  readonly redrives: number;
}

/** The details of an event, whichever member they stand in. */
export function detailsOf(event: HistoryEvent): Readonly<Record<string, unknown>> {
  for (const member in event) {
    if (member.endsWith('EventDetails')) {
      const details = event[member];
      return typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {};
    }
  }
  return {};
}
