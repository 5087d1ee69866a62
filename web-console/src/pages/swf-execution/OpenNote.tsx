import Alert from '@cloudscape-design/components/alert';
import Link from '@cloudscape-design/components/link';
import type { SwfStory } from '../../model/swf/story';
import { whyOpen } from '../../model/swf/waiting';
import { useNow } from '../../ui/now';
import { When } from '../../ui/When';

/** Why an open run does not go on, in words. */
export function OpenNote({ story, onEvent }: { story: SwfStory; onEvent: (id: number) => void }) {
  const now = useNow();
  const { reasons, more } = whyOpen(story, now);
  const all = reasons.length + more;
  return all === 0 ? null : (
    <Alert type="info" header={all === 1 ? 'Why it is waiting' : `Why it is waiting, for ${all.toLocaleString('en')} things`}>
      <ul className="waits">
        {reasons.map(({ eventId, words, since }) => (
          <li key={eventId} className="break">
            {words} (since <When at={since} />, <Link onFollow={() => onEvent(eventId)}>event {eventId}</Link>)
          </li>
        ))}
      </ul>
      {more === 0 ? null : <div>and {more.toLocaleString('en')} more.</div>}
    </Alert>
  );
}
