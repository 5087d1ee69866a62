/** Stepwell for Node: the whole contract over gRPC, and loops for workers and deciders. */
export { Arns } from './arns.js';
export type { Asking, Calls } from './calls.js';
export { AwsError } from './errors.js';
export { Stepwell, type Settings, type WorkStream } from './stepwell.js';
export type { Decider, Handler } from './work/crafts.js';
export { TaskCanceled, TaskFailed, TaskInHand } from './work/hands.js';
export type { WorkerSettings } from './work/loop.js';
export { Worker, type OfType, type TaskListOf } from './work/worker.js';
export type * as events from './generated/events.js';
export type * as platform from './generated/platform.js';
export type * as scheduler from './generated/scheduler.js';
export type * as sfn from './generated/sfn.js';
export type * as swf from './generated/swf.js';
