import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { originQuery, waitsQuery } from '../../api/executions';
import type { Execution } from '../../api/types';
import { executionAddress, machineAddress } from '../../model/addresses';
import { machineOf, nameOf } from '../../model/arn';
import { awsCli } from '../../model/awsCli';
import type { Story } from '../../model/story';
import { ExecutionMark } from '../../parts/ExecutionMark';
import { LiveBar } from '../../parts/LiveBar';
import { Copied, CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { Took, When } from '../../ui/When';
import type { ExecutionFacesProps } from './ExecutionFaces';
import { PauseDialog } from './PauseDialog';
import { RedriveDialog } from './RedriveDialog';
import { StopDialog } from './StopDialog';

/** What it is, how it stands, how long it took, and what can be done with it. */
export function ExecutionHead({ arn, execution, history, newer, isPaused, onPause, story }: ExecutionFacesProps & { story: Story }) {
  const [isRedriving, setRedriving] = useState(false);
  const [isStopping, setStopping] = useState(false);
  const [isPausing, setPausing] = useState(false);
  const isRunning = execution.status === 'RUNNING';
  const waits = useQuery({ ...waitsQuery(arn), enabled: isRunning }).data;
  const pause = isRunning ? waits?.pause : undefined;
  const asked = useQuery({ ...originQuery(arn), enabled: history.isWhole && history.status === undefined && !isRunning }).data;
  const begun = history.status ?? asked;
  const origin = begun?.originExecutionArn;
  const started = execution.stateMachineVersionArn ?? execution.stateMachineAliasArn;
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={<Copied text={arn} />}
        actions={
          <SpaceBetween direction="horizontal" size="xs" alignItems="center">
            {isRunning || isPaused ? <LiveBar feed={history.feed} isPaused={isPaused} onPause={onPause} /> : null}
            {isPaused && newer > 0 ? <Button onClick={() => onPause(false)}>Show {newer.toLocaleString('en')} new</Button> : null}
            <CopyButton text={awsCli('get-execution-history', { 'execution-arn': arn })} label="Copy as AWS CLI" />
            {isRunning && waits !== undefined ? <Button onClick={() => setPausing(true)}>{pause === undefined ? 'Pause execution' : 'Resume execution'}</Button> : null}
            {isRunning ? <Button onClick={() => setStopping(true)}>Stop</Button> : <RedriveButton execution={execution} onRedrive={() => setRedriving(true)} />}
          </SpaceBetween>
        }
      >
        <span className="break">{execution.name ?? nameOf(arn)}</span>
      </Header>
      <Container>
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Status', value: <ExecutionMark status={execution.status} /> },
            { label: 'State machine', value: <GoLink href={machineAddress(started ?? machineOf(arn))}>{nameOf(started ?? machineOf(arn))}</GoLink> },
            { label: 'Started', value: <When at={execution.startDate} /> },
            { label: isRunning ? 'Runs for' : 'Took', value: <Took from={execution.startDate} to={execution.stopDate} /> },
            { label: 'Ended', value: <When at={execution.stopDate} /> },
            { label: 'Events', value: `${history.events.length.toLocaleString('en')}${history.isWhole ? '' : ' so far'}` },
            { label: 'Redriven', value: String(execution.redriveCount ?? 0) },
            ...(execution.mockProfile === undefined ? [] : [{ label: 'Mocked by', value: <span className="break">{execution.mockProfile}</span> }]),
            ...(origin === undefined ? [] : [{ label: 'Forked from', value: <GoLink href={executionAddress(origin, { view: 'events', event: String(begun?.originEventId ?? 1) })}>{nameOf(origin)}</GoLink> }]),
          ]}
        />
      </Container>
      {isRedriving ? <RedriveDialog arn={arn} name={execution.name ?? nameOf(arn)} story={story} isWhole={history.isWhole} onClose={() => setRedriving(false)} /> : null}
      {isPausing ? <PauseDialog arn={arn} name={execution.name ?? nameOf(arn)} pause={pause} onClose={() => setPausing(false)} /> : null}
      {isStopping ? <StopDialog arn={arn} name={execution.name ?? nameOf(arn)} onClose={() => setStopping(false)} /> : null}
    </SpaceBetween>
  );
}

/** Nothing where there is nothing to redrive; where AWS would refuse, its words say why. */
function RedriveButton({ execution, onRedrive }: { execution: Execution; onRedrive: () => void }) {
  const { status, redriveStatus, redriveStatusReason } = execution;
  if (status === 'SUCCEEDED' || status === 'PENDING_REDRIVE' || redriveStatus === undefined) {
    return null;
  }
  const refused = redriveStatus === 'REDRIVABLE' ? {} : { disabled: true, disabledReason: redriveStatusReason ?? redriveStatus };
  return (
    <Button onClick={onRedrive} {...refused}>
      Redrive
    </Button>
  );
}
