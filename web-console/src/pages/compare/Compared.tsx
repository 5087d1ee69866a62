import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { executionQuery } from '../../api/executions';
import { useSwfHistory } from '../../api/swf/useSwfHistory';
import { useHistory } from '../../api/useHistory';
import { executionAddress, runAddress } from '../../model/addresses';
import { nameOf } from '../../model/arn';
import { type Figure, figuresOf } from '../../model/compare/figures';
import { laneOfExecution, laneOfRun } from '../../model/compare/lane';
import type { Pair } from '../../model/compare/pair';
import { differences } from '../../model/compare/verdict';
import { fold } from '../../model/fold';
import { foldSwf } from '../../model/swf/fold';
import { GoLink } from '../../ui/GoLink';
import { Loading, Trouble } from '../../ui/Trouble';
import { Lanes } from './Lanes';

const SHOWN = 10;

/** Both histories as far as they have come, and what they tell beside one another. */
export function Compared({ pair }: { pair: Pair }) {
  const { domain, workflowId, runId } = pair;
  const execution = useQuery(executionQuery(pair.execution));
  const machineHistory = useHistory(pair.execution, execution.data?.redriveCount ?? 0);
  const runHistory = useSwfHistory(domain, { workflowId, runId });
  const output = execution.data?.output;
  const machine = useMemo(() => laneOfExecution(machineHistory.events, fold(machineHistory.events), output), [machineHistory.events, output]);
  const run = useMemo(() => laneOfRun(runHistory.events, foldSwf(runHistory.events)), [runHistory.events]);
  const problem = execution.error ?? machineHistory.problem ?? runHistory.problem;
  if (problem !== undefined && problem !== null) {
    return <Trouble of={problem} />;
  }
  if (execution.data === undefined || !machineHistory.isWhole || !runHistory.isWhole) {
    return <Loading what="both histories" />;
  }
  return (
    <SpaceBetween size="l">
      <Verdict found={differences(machine, run)} />
      <Table<Figure>
        variant="container"
        items={figuresOf(machine, run)}
        trackBy="label"
        wrapLines
        ariaLabels={{ tableLabel: 'Figures' }}
        header={<Header variant="h2">Figures</Header>}
        columnDefinitions={[
          {
            id: 'label',
            header: 'Measured',
            isRowHeader: true,
            cell: ({ label, note }) => (
              <>
                <div>{label}</div>
                {note === '' ? null : <Box variant="small">{note}</Box>}
              </>
            ),
          },
          {
            id: 'machine',
            header: <GoLink href={executionAddress(pair.execution)}>{nameOf(pair.execution)}</GoLink>,
            minWidth: 130,
            cell: ({ machine: told }) => told,
          },
          { id: 'run', header: <GoLink href={runAddress(domain, workflowId, runId)}>{workflowId}</GoLink>, minWidth: 130, cell: ({ run: told }) => told },
        ]}
      />
      <Lanes machine={machine} run={run} />
    </SpaceBetween>
  );
}

/** Figures mean something only where the same work was done. */
function Verdict({ found }: { found: readonly string[] }) {
  if (found.length === 0) {
    return (
      <Alert type="success" header="They did the same work">
        Both ended alike with the same output, and gave the same tasks with the same inputs to workers.
      </Alert>
    );
  }
  return (
    <Alert type="error" header="They did not do the same work">
      <ul className="waits">
        {found.slice(0, SHOWN).map((words) => (
          <li key={words} className="break">
            {words}
          </li>
        ))}
      </ul>
      {found.length > SHOWN ? <div>and {(found.length - SHOWN).toLocaleString('en')} more.</div> : null}
    </Alert>
  );
}
