import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { RegistrationStatus, SwfExecutionListItem } from '../../api/types';
import type { CloseStatus, WorkStatus } from '../../model/swf/steps';
import type { DecisionStatus } from '../../model/swf/story';
import { Mark } from '../../ui/Mark';

/** How runs have closed, in words. */
export const CLOSE_WORDS: Readonly<Record<CloseStatus, string>> = {
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELED: 'Canceled',
  TERMINATED: 'Terminated',
  CONTINUED_AS_NEW: 'Continued as new',
  TIMED_OUT: 'Timed out',
};

const CLOSE_SIGNS: Readonly<Record<CloseStatus, StatusIndicatorProps.Type>> = {
  COMPLETED: 'success',
  FAILED: 'error',
  CANCELED: 'stopped',
  TERMINATED: 'stopped',
  CONTINUED_AS_NEW: 'info',
  TIMED_OUT: 'error',
};

const WORK: Readonly<Record<WorkStatus, readonly [StatusIndicatorProps.Type, string]>> = {
  waiting: ['pending', 'waits'],
  running: ['in-progress', 'running'],
  completed: ['success', 'completed'],
  failed: ['error', 'failed'],
  timedOut: ['error', 'timed out'],
  canceled: ['stopped', 'canceled'],
  terminated: ['stopped', 'terminated'],
  notStarted: ['error', 'not started'],
  leftOpen: ['stopped', 'left open'],
};

/** How a run stands. */
export function RunMark({ of }: { of: Pick<SwfExecutionListItem, 'executionStatus' | 'closeStatus' | 'cancelRequested'> }) {
  if (of.closeStatus !== undefined) {
    return <Mark type={CLOSE_SIGNS[of.closeStatus]}>{CLOSE_WORDS[of.closeStatus]}</Mark>;
  }
  return <Mark type="in-progress">{of.cancelRequested === true ? 'Open, cancel requested' : 'Open'}</Mark>;
}

/** How one thing that a decider asked for stands, or a decision task itself. */
export function WorkMark({ status, word }: { status: WorkStatus | DecisionStatus; word?: string | undefined }) {
  const [sign, usual] = WORK[status];
  return <Mark type={sign}>{word ?? usual}</Mark>;
}

/** Whether a domain or a type may be used for what is new. */
export function RegistrationMark({ status }: { status: RegistrationStatus }) {
  return status === 'REGISTERED' ? <Mark type="success">Registered</Mark> : <Mark type="stopped">Deprecated</Mark>;
}
