import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Status } from '../model/health';

const WORDS = { UP: 'Up', DOWN: 'Down', UNKNOWN: 'No answer' } as const;
const KINDS = { UP: 'success', DOWN: 'error', UNKNOWN: 'warning' } as const;

/** A status as a sign and a word; a turning one while it is not known yet. */
export function StatusMark({ status }: { status: Status | undefined }) {
  return status === undefined ? (
    <StatusIndicator type="loading">Asking</StatusIndicator>
  ) : (
    <StatusIndicator type={KINDS[status]}>{WORDS[status]}</StatusIndicator>
  );
}
