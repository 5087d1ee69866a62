import type { Attributes } from './events';
import type { CloseStatus, DecisionType, WorkKind, WorkStatus } from './steps';

/** One thing that a decider had done or waits for: an activity, a function, a timer, a child, a signal or a request to others. */
export interface Work {
  readonly kind: WorkKind;
  /** The event that opened it, by which all later events name it. */
  readonly id: number;
  /** Its id among its kind: the activity's, the timer's, the workflow's. */
  readonly subject: string;
  /** The type with its version, the function's name or the signal's. */
  readonly type: string | undefined;
  readonly from: number;
  /** The decision task whose decider opened it. */
  readonly decidedBy: number | undefined;
  readonly opened: Attributes;
  status: WorkStatus;
  startedId?: number;
  started?: number;
  /** Who took it. */
  identity?: string;
  /** The run that was reached: a child's, or that of another workflow. */
  runId?: string;
  cancelRequestedId?: number;
  endedId?: number;
  to?: number;
  ended?: Attributes;
}

/** One thing that a decider decided, with the event that came of it. */
export interface Decision {
  readonly type: DecisionType;
  readonly eventId: number;
  readonly subject: string | undefined;
  /** AWS's name of why it could not be applied. */
  readonly refused: string | undefined;
  readonly work: Work | undefined;
}

/** How a decision task stands. */
export type DecisionStatus = 'waiting' | 'running' | 'completed' | 'timedOut' | 'leftOpen';

/** One decision task: what made it, who took it, and what was decided. */
export interface DecisionTask {
  /** Its place among the run's decision tasks, from 1. */
  readonly number: number;
  readonly id: number;
  readonly from: number;
  readonly taskList: string;
  status: DecisionStatus;
  startedId?: number;
  started?: number;
  identity?: string;
  endedId?: number;
  to?: number;
  context?: string;
  timeoutType?: string;
  /** What its decider learns: the events of others since the last completed decision task was started. */
  news: readonly number[];
  readonly decisions: Decision[];
}

/** A signal or a request to cancel that reached the run. */
export interface Heard {
  readonly what: 'signal' | 'cancel';
  readonly id: number;
  readonly at: number;
  readonly name: string | undefined;
  readonly input: string | undefined;
  readonly from: { readonly workflowId: string; readonly runId: string } | undefined;
  readonly cause: string | undefined;
}

/** A note that a decider left in the history. */
export interface Marker {
  readonly id: number;
  readonly at: number;
  readonly name: string;
  readonly details: string | undefined;
}

/** How a run closed. */
export interface Closing {
  readonly status: CloseStatus;
  readonly id: number;
  readonly at: number;
  readonly attributes: Attributes;
}

/** What a history of SWF tells. */
export interface SwfStory {
  readonly from: number | undefined;
  /** What the run was started with. */
  readonly begun: Attributes;
  readonly decisions: readonly DecisionTask[];
  readonly works: readonly Work[];
  readonly heard: readonly Heard[];
  readonly markers: readonly Marker[];
  readonly closing: Closing | undefined;
  /** What each event is part of, in words: "decision 3", "activity pack-1". */
  readonly partOf: ReadonlyMap<number, string>;
  readonly typeOf: ReadonlyMap<number, string>;
  /** The later events that name an event. */
  readonly namedBy: ReadonlyMap<number, readonly number[]>;
}
