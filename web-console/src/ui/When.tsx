import { distance, duration, moment } from '../model/times';
import { useNow } from './now';
import { usePreferences } from './preferences';

/** A moment as the reader likes it: how long ago, with the time as a hint, or the other way round. */
export function When({ at }: { at: string | number | undefined }) {
  const { times, utc } = usePreferences();
  const now = useNow();
  if (at === undefined) {
    return <span>–</span>;
  }
  const time = typeof at === 'number' ? at : Date.parse(at);
  const [shown, hint] = times === 'relative' ? [distance(time, now), moment(time, utc)] : [moment(time, utc), distance(time, now)];
  return (
    <time dateTime={new Date(time).toISOString()} title={hint} className="when">
      {shown}
    </time>
  );
}

/** How long something took, or takes until now. */
export function Took({ from, to }: { from: string; to: string | undefined }) {
  const now = useNow();
  return <span>{duration((to === undefined ? now : Date.parse(to)) - Date.parse(from))}</span>;
}
