import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { executionQuery, redriveExecution, waitsQuery } from '../../api/executions';
import { useSession } from '../../api/session';
import { awsCli } from '../../model/awsCli';
import { resumedBy } from '../../model/redrive';
import { type Story, VISIT_WORDS, type Visit } from '../../model/story';
import { CopyButton } from '../../ui/Copy';
import { Loading, Trouble } from '../../ui/Trouble';

const NAMED = 10;

export interface RedriveDialogProps {
  readonly arn: string;
  readonly name: string;
  readonly story: Story;
  readonly isWhole: boolean;
  readonly onClose: () => void;
}

/** Says what will run again, and redrives an execution. */
export function RedriveDialog({ arn, name, story, isWhole, onClose }: RedriveDialogProps) {
  const session = useSession().data;
  const queries = useQueryClient();
  const redrive = useMutation({
    mutationFn: () => redriveExecution(arn),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: executionQuery(arn).queryKey, exact: true });
      void queries.invalidateQueries({ queryKey: waitsQuery(arn).queryKey });
      onClose();
    },
  });
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel="Close"
      header="Redrive this execution?"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <CopyButton text={awsCli('redrive-execution', { 'execution-arn': arn })} label="Copy as AWS CLI" />
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" loading={redrive.isPending} onClick={() => redrive.mutate()}>
              Redrive execution
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {redrive.error === null ? null : <Trouble of={redrive.error} />}
        <div className="break">
          <b>{name}</b> goes on with the input and the definition that it began with.
        </div>
        {isWhole ? <Plan story={story} /> : <Loading what="the history" />}
        <Box variant="small">
          Calls RedriveExecution on one execution of {session?.tenantName ?? ''} (account {session?.account ?? ''}).
        </Box>
      </SpaceBetween>
    </Modal>
  );
}

function Plan({ story }: { story: Story }) {
  const again = resumedBy(story.visits);
  const kept = story.visits.filter(({ exitId }) => exitId !== undefined).length;
  if (again.length === 0) {
    return <div>It runs again from its first state.</div>;
  }
  return (
    <div>
      {again.length === 1 ? 'This state runs again' : `These ${again.length.toLocaleString('en')} states run again`}, and what follows:
      <ul className="waits">
        {again.slice(0, NAMED).map((visit) => (
          <li key={visit.id} className="break">
            <b>{visit.name}</b>
            {placeOf(visit)}, which {visit.status === 'failed' ? 'failed' : `was ${VISIT_WORDS[visit.status]}`}
          </li>
        ))}
      </ul>
      {again.length > NAMED ? <div>and {(again.length - NAMED).toLocaleString('en')} more.</div> : null}
      {kept === 0 ? null : <div>{kept === 1 ? 'One state that was left before stays' : `${kept.toLocaleString('en')} states that were left before stay`} as done, and do not run again.</div>}
    </div>
  );
}

/** Where inside others it stood, outermost first. */
function placeOf(visit: Visit): string {
  const steps: string[] = [];
  for (let scope = visit.scope; scope.owner !== undefined; scope = scope.owner.scope) {
    steps.unshift(`${scope.owner.name}${scope.index === undefined ? '' : ` item ${scope.index}`}`);
  }
  return steps.length === 0 ? '' : `, in ${steps.join(', ')}`;
}
