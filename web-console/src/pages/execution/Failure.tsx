import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import type { Execution } from '../../api/types';
import { layOut } from '../../model/json';
import type { Story, Visit } from '../../model/story';
import { STATUS_WORDS } from '../../parts/ExecutionMark';

/** The error's name, where the history tells it: of a Parallel or a Map it does not. */
function reasonOf(visit: Visit): string {
  const error = visit.attempts.at(-1)?.error ?? visit.error;
  return error === undefined ? '' : ` (${error})`;
}

/** How many errors that were caught before the end are named. */
const CAUGHT = 3;

/** Why an execution ended as it did: error and cause, and the way to the state they come from. */
export function Failure({ execution, story, onShow }: { execution: Execution; story: Story; onShow: (visit: Visit) => void }) {
  const visit = story.failedIn ?? story.visits.findLast(({ status }) => status === 'timedOut' || status === 'aborted');
  const error = execution.error ?? story.ending?.error;
  const cause = execution.cause ?? story.ending?.cause;
  const caught = story.visits.filter(({ status }) => status === 'caught').slice(-CAUGHT);
  const action = visit === undefined ? {} : { action: <Button onClick={() => onShow(visit)}>Show the state</Button> };
  return (
    <Alert type={execution.status === 'ABORTED' ? 'info' : 'error'} header={error ?? `${STATUS_WORDS[execution.status]} without an error's name`} {...action}>
      {visit === undefined ? null : <div className="break">In the state {visit.name}.</div>}
      {caught.length === 0 ? null : (
        <div className="break">
          Caught on the way:{' '}
          {caught.map((one) => (
            <span key={one.id}>
              <Link onFollow={() => onShow(one)}>{one.name}</Link>
              {reasonOf(one)}{' '}
            </span>
          ))}
        </div>
      )}
      {cause === undefined || cause === '' ? (
        <div>No cause was given.</div>
      ) : (
        <div className="cause" tabIndex={0} role="region" aria-label="Cause">
          {layOut(cause)}
        </div>
      )}
    </Alert>
  );
}
