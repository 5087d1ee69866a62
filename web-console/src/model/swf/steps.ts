/** What each of SWF's 54 events does to a run, as a table: `fold.ts` reads it and has no case for a single event. */

/** What a decider may decide. */
export type DecisionType =
  | 'ScheduleActivityTask'
  | 'RequestCancelActivityTask'
  | 'CompleteWorkflowExecution'
  | 'FailWorkflowExecution'
  | 'CancelWorkflowExecution'
  | 'ContinueAsNewWorkflowExecution'
  | 'RecordMarker'
  | 'StartTimer'
  | 'CancelTimer'
  | 'SignalExternalWorkflowExecution'
  | 'RequestCancelExternalWorkflowExecution'
  | 'StartChildWorkflowExecution'
  | 'ScheduleLambdaFunction';

/** What a run can have open besides its decision task. */
export type WorkKind = 'activity' | 'lambda' | 'timer' | 'child' | 'signal' | 'cancel';

/** How such work stands; `leftOpen` when the run closed before it ended. */
export type WorkStatus = 'waiting' | 'running' | 'completed' | 'failed' | 'timedOut' | 'canceled' | 'terminated' | 'notStarted' | 'leftOpen';

/** The member of an event that names the one which opened the work. */
type Opener = 'scheduledEventId' | 'initiatedEventId' | 'startedEventId';

export type Step =
  | { readonly does: 'begin' | 'schedule' | 'start' | 'decide' | 'expire' }
  | { readonly does: 'open'; readonly kind: WorkKind; readonly decision: DecisionType; readonly status: 'waiting' | 'running' }
  | { readonly does: 'take'; readonly by: Opener }
  | { readonly does: 'end'; readonly by: Opener; readonly status: WorkStatus; readonly decision?: DecisionType }
  | { readonly does: 'cancel' | 'refuse' | 'note'; readonly decision: DecisionType }
  | { readonly does: 'hear'; readonly what: 'signal' | 'cancel' }
  | { readonly does: 'close'; readonly status: CloseStatus; readonly decision?: DecisionType };

/** How a run can have closed. */
export type CloseStatus = 'COMPLETED' | 'FAILED' | 'CANCELED' | 'TERMINATED' | 'CONTINUED_AS_NEW' | 'TIMED_OUT';

const refuse = (decision: DecisionType): Step => ({ does: 'refuse', decision });
const open = (kind: WorkKind, decision: DecisionType, status: 'waiting' | 'running' = 'waiting'): Step => ({ does: 'open', kind, decision, status });
const end = (by: Opener, status: WorkStatus): Step => ({ does: 'end', by, status });
/** Ends what was opened; a decision that was refused before it opened anything names no opener. */
const fail = (by: Opener, decision: DecisionType): Step => ({ does: 'end', by, status: 'notStarted', decision });
const close = (status: CloseStatus, decision?: DecisionType): Step => ({ does: 'close', status, ...(decision === undefined ? {} : { decision }) });

export const STEPS: Readonly<Record<string, Step>> = {
  WorkflowExecutionStarted: { does: 'begin' },
  WorkflowExecutionSignaled: { does: 'hear', what: 'signal' },
  WorkflowExecutionCancelRequested: { does: 'hear', what: 'cancel' },
  WorkflowExecutionCompleted: close('COMPLETED', 'CompleteWorkflowExecution'),
  WorkflowExecutionFailed: close('FAILED', 'FailWorkflowExecution'),
  WorkflowExecutionCanceled: close('CANCELED', 'CancelWorkflowExecution'),
  WorkflowExecutionContinuedAsNew: close('CONTINUED_AS_NEW', 'ContinueAsNewWorkflowExecution'),
  WorkflowExecutionTimedOut: close('TIMED_OUT'),
  WorkflowExecutionTerminated: close('TERMINATED'),
  CompleteWorkflowExecutionFailed: refuse('CompleteWorkflowExecution'),
  FailWorkflowExecutionFailed: refuse('FailWorkflowExecution'),
  CancelWorkflowExecutionFailed: refuse('CancelWorkflowExecution'),
  ContinueAsNewWorkflowExecutionFailed: refuse('ContinueAsNewWorkflowExecution'),
  DecisionTaskScheduled: { does: 'schedule' },
  DecisionTaskStarted: { does: 'start' },
  DecisionTaskCompleted: { does: 'decide' },
  DecisionTaskTimedOut: { does: 'expire' },
  ActivityTaskScheduled: open('activity', 'ScheduleActivityTask'),
  ScheduleActivityTaskFailed: refuse('ScheduleActivityTask'),
  ActivityTaskStarted: { does: 'take', by: 'scheduledEventId' },
  ActivityTaskCompleted: end('scheduledEventId', 'completed'),
  ActivityTaskFailed: end('scheduledEventId', 'failed'),
  ActivityTaskTimedOut: end('scheduledEventId', 'timedOut'),
  ActivityTaskCanceled: end('scheduledEventId', 'canceled'),
  ActivityTaskCancelRequested: { does: 'cancel', decision: 'RequestCancelActivityTask' },
  RequestCancelActivityTaskFailed: refuse('RequestCancelActivityTask'),
  MarkerRecorded: { does: 'note', decision: 'RecordMarker' },
  RecordMarkerFailed: refuse('RecordMarker'),
  TimerStarted: open('timer', 'StartTimer', 'running'),
  StartTimerFailed: refuse('StartTimer'),
  TimerFired: end('startedEventId', 'completed'),
  TimerCanceled: { does: 'end', by: 'startedEventId', status: 'canceled', decision: 'CancelTimer' },
  CancelTimerFailed: refuse('CancelTimer'),
  StartChildWorkflowExecutionInitiated: open('child', 'StartChildWorkflowExecution'),
  StartChildWorkflowExecutionFailed: fail('initiatedEventId', 'StartChildWorkflowExecution'),
  ChildWorkflowExecutionStarted: { does: 'take', by: 'initiatedEventId' },
  ChildWorkflowExecutionCompleted: end('initiatedEventId', 'completed'),
  ChildWorkflowExecutionFailed: end('initiatedEventId', 'failed'),
  ChildWorkflowExecutionTimedOut: end('initiatedEventId', 'timedOut'),
  ChildWorkflowExecutionCanceled: end('initiatedEventId', 'canceled'),
  ChildWorkflowExecutionTerminated: end('initiatedEventId', 'terminated'),
  SignalExternalWorkflowExecutionInitiated: open('signal', 'SignalExternalWorkflowExecution'),
  SignalExternalWorkflowExecutionFailed: fail('initiatedEventId', 'SignalExternalWorkflowExecution'),
  ExternalWorkflowExecutionSignaled: end('initiatedEventId', 'completed'),
  RequestCancelExternalWorkflowExecutionInitiated: open('cancel', 'RequestCancelExternalWorkflowExecution'),
  RequestCancelExternalWorkflowExecutionFailed: fail('initiatedEventId', 'RequestCancelExternalWorkflowExecution'),
  ExternalWorkflowExecutionCancelRequested: end('initiatedEventId', 'completed'),
  LambdaFunctionScheduled: open('lambda', 'ScheduleLambdaFunction'),
  ScheduleLambdaFunctionFailed: refuse('ScheduleLambdaFunction'),
  LambdaFunctionStarted: { does: 'take', by: 'scheduledEventId' },
  StartLambdaFunctionFailed: end('scheduledEventId', 'notStarted'),
  LambdaFunctionCompleted: end('scheduledEventId', 'completed'),
  LambdaFunctionFailed: end('scheduledEventId', 'failed'),
  LambdaFunctionTimedOut: end('scheduledEventId', 'timedOut'),
};
