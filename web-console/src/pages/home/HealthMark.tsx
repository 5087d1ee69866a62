import type { Status } from '../../model/health';
import { Mark } from '../../ui/Mark';

const WORDS = { UP: 'Up', DOWN: 'Down', UNKNOWN: 'No answer' } as const;
const KINDS = { UP: 'success', DOWN: 'error', UNKNOWN: 'warning' } as const;

/** A status as a sign and a word; a turning one while it is not known yet. */
export function HealthMark({ status }: { status: Status | undefined }) {
  return status === undefined ? <Mark type="loading">Asking</Mark> : <Mark type={KINDS[status]}>{WORDS[status]}</Mark>;
}
