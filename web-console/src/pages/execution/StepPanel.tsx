import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { layOut } from '../../model/json';
import { stagesOf } from '../../model/stages';
import type { Attempt, Visit } from '../../model/story';
import { duration } from '../../model/times';
import { VisitMark } from '../../parts/ExecutionMark';
import { CopyButton } from '../../ui/Copy';
import { JsonText } from '../../ui/editor/JsonText';
import { useNow } from '../../ui/now';
import { Empty, Loading } from '../../ui/Trouble';
import { When } from '../../ui/When';
import { Pickers } from './Pickers';
import type { FaceProps } from './GraphFace';

/** One state in full: how it went, which visit, item and attempt are shown, and its data on the way through it. */
export function StepPanel({ reading, view, onView }: FaceProps) {
  const seen = view.state === undefined ? undefined : reading.seen.get(view.state);
  if (view.state === undefined) {
    return (
      <Container>
        <Empty title="No state is chosen">Choose one in the graph to see its data and attempts.</Empty>
      </Container>
    );
  }
  if (seen === undefined) {
    return (
      <Container header={<Header variant="h2">{view.state}</Header>}>
        {reading.isWhole ? <Empty title="Not entered">This state was not entered here.</Empty> : <Loading what="the history" />}
      </Container>
    );
  }
  const { visit } = seen;
  const at = view.attempt === undefined || visit.attempts[view.attempt] === undefined ? visit.attempts.length - 1 : view.attempt;
  const attempt = visit.attempts[at];
  return (
    <Container header={<Header variant="h2"><span className="break">{visit.name}</span></Header>}>
      <SpaceBetween size="m">
        <Facts visit={visit} attempt={attempt} />
        <Pickers seen={seen} attempt={at} view={view} onView={onView} />
        <Wrong visit={visit} attempt={attempt} />
        <Stages key={visit.id} visit={visit} attempt={at} />
      </SpaceBetween>
    </Container>
  );
}

function Facts({ visit, attempt }: { visit: Visit; attempt: Attempt | undefined }) {
  const now = useNow();
  return (
    <KeyValuePairs
      columns={2}
      items={[
        { label: 'Went', value: <VisitMark status={visit.status} /> },
        { label: 'Kind', value: visit.type },
        { label: 'Entered', value: <When at={visit.from} /> },
        { label: visit.to === undefined ? 'For' : 'Took', value: duration((visit.to ?? now) - visit.from) },
        ...(attempt === undefined || attempt.resource === '' ? [] : [{ label: 'Calls', value: <span className="break">{attempt.resource}</span> }]),
        ...(attempt?.worker === undefined || attempt.worker === '' ? [] : [{ label: 'Worker', value: <span className="break">{attempt.worker}</span> }]),
        ...(visit.length === undefined || visit.type !== 'Map' ? [] : [{ label: 'Items', value: `${visit.iterations.size} of ${visit.length} begun` }]),
      ]}
    />
  );
}

function Wrong({ visit, attempt }: { visit: Visit; attempt: Attempt | undefined }) {
  const error = attempt?.error ?? visit.error;
  const cause = attempt?.cause ?? visit.cause;
  return error === undefined && cause === undefined ? null : (
    <Alert type={visit.status === 'caught' || visit.status === 'succeeded' ? 'warning' : 'error'} header={error ?? 'It failed'}>
      {cause === undefined || cause === '' ? null : (
        <div className="cause" tabIndex={0} role="region" aria-label="Cause in the state">
          {layOut(cause)}
        </div>
      )}
    </Alert>
  );
}

function Stages({ visit, attempt }: { visit: Visit; attempt: number }) {
  const stages = stagesOf(visit, attempt);
  return stages.length === 0 ? null : (
    <Tabs
      ariaLabel="Data of the state"
      tabs={stages.map(({ name, text }) => ({
        id: name,
        label: name,
        content: (
          <SpaceBetween size="xs">
            <JsonText text={text} label={`${name} of ${visit.name}`} height={300} />
            <CopyButton text={text} label={`Copy ${name.toLowerCase()}`} />
          </SpaceBetween>
        ),
      }))}
    />
  );
}
