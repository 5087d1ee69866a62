import Alert from '@cloudscape-design/components/alert';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { runAddress } from '../../model/addresses';
import { layOut, textOf } from '../../model/json';
import type { SwfStory } from '../../model/swf/story';
import { CLOSE_WORDS } from '../../parts/swf/marks';
import { GoLink } from '../../ui/GoLink';

export interface ClosingNoteProps {
  readonly domain: string;
  readonly workflowId: string;
  readonly story: SwfStory;
  readonly onEvent: (id: number) => void;
}

/** Why a run closed as it did; nothing for one that is open or has completed. */
export function ClosingNote({ domain, workflowId, story, onEvent }: ClosingNoteProps) {
  const { closing } = story;
  if (closing === undefined || closing.status === 'COMPLETED') {
    return null;
  }
  const { status, attributes, id } = closing;
  const details = textOf(attributes, 'details');
  const reason = textOf(attributes, 'reason') ?? textOf(attributes, 'cause') ?? textOf(attributes, 'timeoutType');
  const next = textOf(attributes, 'newExecutionRunId');
  const isBad = status === 'FAILED' || status === 'TIMED_OUT';
  return (
    <Alert type={isBad ? 'error' : 'info'} header={<span className="break">{reason === undefined ? CLOSE_WORDS[status] : `${CLOSE_WORDS[status]}: ${reason}`}</span>}>
      <SpaceBetween size="xs">
        {details === undefined ? null : (
          <div className="cause" role="region" aria-label="Details" tabIndex={0}>
            {layOut(details)}
          </div>
        )}
        {next === undefined ? null : <GoLink href={runAddress(domain, workflowId, next)}>To the run that continues it</GoLink>}
        <Link onFollow={() => onEvent(id)}>Show the event</Link>
      </SpaceBetween>
    </Alert>
  );
}
