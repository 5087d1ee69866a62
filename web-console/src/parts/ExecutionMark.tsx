import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ExecutionStatus } from '../api/types';
import type { VisitStatus } from '../model/story';
import { VISIT_WORDS } from '../model/story';
import { Mark } from '../ui/Mark';

/** The statuses of executions in words. */
export const STATUS_WORDS: Readonly<Record<ExecutionStatus, string>> = {
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  TIMED_OUT: 'Timed out',
  ABORTED: 'Aborted',
  PENDING_REDRIVE: 'Waits to be redriven',
};

const SIGNS: Readonly<Record<ExecutionStatus, StatusIndicatorProps.Type>> = {
  RUNNING: 'in-progress',
  SUCCEEDED: 'success',
  FAILED: 'error',
  TIMED_OUT: 'error',
  ABORTED: 'stopped',
  PENDING_REDRIVE: 'pending',
};

const VISIT_SIGNS: Readonly<Record<VisitStatus, StatusIndicatorProps.Type>> = {
  running: 'in-progress',
  succeeded: 'success',
  caught: 'warning',
  failed: 'error',
  timedOut: 'error',
  aborted: 'stopped',
};

/** The status of an execution. */
export function ExecutionMark({ status }: { status: ExecutionStatus }) {
  return <Mark type={SIGNS[status]}>{STATUS_WORDS[status]}</Mark>;
}

/** How one visit of a state went. */
export function VisitMark({ status }: { status: VisitStatus }) {
  return <Mark type={VISIT_SIGNS[status]}>{VISIT_WORDS[status]}</Mark>;
}
