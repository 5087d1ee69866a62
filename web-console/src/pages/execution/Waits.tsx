import Alert from '@cloudscape-design/components/alert';
import Link from '@cloudscape-design/components/link';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { waitsQuery } from '../../api/executions';
import type { ExecutionPause, WaitStep } from '../../api/types';
import { whyWaiting } from '../../model/waiting';
import { useNow } from '../../ui/now';
import { Trouble } from '../../ui/Trouble';
import { When } from '../../ui/When';

const ASKED_AFTER_MS = 400;
const SHOWN = 8;

/** Why a running execution does not go on, in words; asked again after each event. */
export function Waits({ arn, last, onState }: { arn: string; last: number; onState: (name: string) => void }) {
  const now = useNow();
  const queries = useQueryClient();
  const { data, error } = useQuery({ ...waitsQuery(arn), refetchInterval: 10_000 });
  useEffect(() => {
    const timer = setTimeout(() => void queries.invalidateQueries({ queryKey: waitsQuery(arn).queryKey }), last === 0 ? 0 : ASKED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [arn, last, queries]);
  if (error !== null) {
    return <Trouble of={error} />;
  }
  const waits = data?.waits ?? [];
  if (data?.pause !== undefined) {
    return <Paused pause={data.pause} />;
  }
  return waits.length === 0 ? null : (
    <Alert type="info" header={waits.length === 1 ? 'Why it is waiting' : `Why it is waiting, in ${waits.length} places`}>
      <ul className="waits">
        {waits.slice(0, SHOWN).map((wait) => (
          <li key={`${wait.stateName} ${JSON.stringify(wait.path)} ${wait.kind}`} className="break">
            <Link onFollow={() => onState(wait.stateName)}>{wait.stateName}</Link>
            {placeOf(wait.path)} {whyWaiting(wait, now)}
            {wait.since === undefined ? null : (
              <>
                {' '}
                (since <When at={wait.since} />)
              </>
            )}
          </li>
        ))}
      </ul>
      {waits.length > SHOWN ? <div>and {waits.length - SHOWN} more.</div> : null}
    </Alert>
  );
}

/** Until somebody resumes it, nothing else is to be waited for. */
function Paused({ pause }: { pause: ExecutionPause }) {
  return (
    <Alert type="warning" header={pause.withStateMachine === true ? 'It is paused, with its state machine' : 'It is paused'}>
      <div className="break">
        Since <When at={pause.since} />
        {pause.pausedBy === undefined ? '' : `, by ${pause.pausedBy}`}
        {pause.reason === undefined ? '.' : `: ${pause.reason}`}
      </div>
    </Alert>
  );
}

function placeOf(path: readonly WaitStep[]): string {
  const steps = path.map(({ stateName, iteration, branch }) => `${stateName}${iteration === undefined ? ` branch ${(branch ?? 0) + 1}` : ` item ${iteration}`}`);
  return steps.length === 0 ? '' : `, in ${steps.join(', ')},`;
}
