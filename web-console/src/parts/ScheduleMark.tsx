import { Mark } from '../ui/Mark';

/** Whether a schedule fires. */
export function ScheduleMark({ state }: { state: string | undefined }) {
  return state === 'DISABLED' ? <Mark type="stopped">Disabled</Mark> : <Mark type="success">Enabled</Mark>;
}
