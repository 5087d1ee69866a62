import { executionQuery, redriveExecution, waitsQuery } from '../../api/executions';
import { awsCli } from '../../model/awsCli';
import { resumedBy } from '../../model/redrive';
import { type Story, VISIT_WORDS, type Visit } from '../../model/story';
import { Loading } from '../../ui/Trouble';
import { ConfirmDialog } from '../../parts/ConfirmDialog';

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
  return (
    <ConfirmDialog
      header="Redrive this execution?"
      doing="Redrive execution"
      action="RedriveExecution"
      cli={awsCli('redrive-execution', { 'execution-arn': arn })}
      act={() => redriveExecution(arn)}
      changes={[executionQuery(arn).queryKey, waitsQuery(arn).queryKey]}
      onClose={onClose}
    >
      <div className="break">
        <b>{name}</b> goes on with the input and the definition that it began with.
      </div>
      {isWhole ? <Plan story={story} /> : <Loading what="the history" />}
    </ConfirmDialog>
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
