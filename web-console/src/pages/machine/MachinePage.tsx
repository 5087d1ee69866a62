import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { machinePauseQuery, machineQuery } from '../../api/machines';
import type { StateMachine } from '../../api/types';
import { machineOf, nameOf, qualifierOf } from '../../model/arn';
import { awsCli } from '../../model/awsCli';
import { Copied, CopyButton } from '../../ui/Copy';
import { Mark } from '../../ui/Mark';
import { Answer } from '../../ui/Trouble';
import { When } from '../../ui/When';
import { Aliases } from './Aliases';
import { Definition } from './Definition';
import { isHeld, MachinePauseDialog, MachinePauseNote } from './MachinePause';
import { MockProfiles } from './MockProfiles';
import { RecentExecutions } from './RecentExecutions';
import { StartDialog } from './StartDialog';
import { Versions } from './Versions';

export interface MachinePageProps {
  readonly arn: string;
  readonly tab: string;
  readonly state: string | undefined;
  readonly onView: (view: { tab?: string; state?: string }) => void;
}

/** One state machine, or what one of its versions or aliases stands for. */
export function MachinePage(props: MachinePageProps) {
  const machine = useQuery(machineQuery(props.arn));
  return (
    <Answer of={machine} what="the state machine" title={nameOf(props.arn)}>
      {(found) => <Found machine={found} {...props} />}
    </Answer>
  );
}

function Found({ machine, arn, tab, state, onView }: MachinePageProps & { machine: StateMachine }) {
  const [isStarting, setStarting] = useState(false);
  const [isPausing, setPausing] = useState(false);
  const base = machineOf(arn);
  const isStandard = machine.type !== 'EXPRESS';
  const pause = useQuery({ ...machinePauseQuery(base), enabled: isStandard }).data;
  const qualifier = qualifierOf(arn);
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={<Copied text={arn} />}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <CopyButton text={awsCli('describe-state-machine', { 'state-machine-arn': arn })} label="Copy as AWS CLI" />
            {pause === undefined ? null : <Button onClick={() => setPausing(true)}>{isHeld(pause) ? 'Resume state machine' : 'Pause state machine'}</Button>}
            <Button variant="primary" onClick={() => setStarting(true)}>
              Start execution
            </Button>
          </SpaceBetween>
        }
      >
        {machine.name}
        {qualifier === '' ? '' : `:${qualifier}`}
      </Header>
      {pause === undefined ? null : <MachinePauseNote pause={pause} />}
      <Container>
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Type', value: machine.type === 'EXPRESS' ? 'Express' : 'Standard' },
            { label: 'Status', value: machine.status === 'DELETING' ? <Mark type="stopped">Deleting</Mark> : <Mark type="success">Active</Mark> },
            { label: 'Created', value: <When at={machine.creationDate} /> },
            { label: 'Role', value: <Copied text={machine.roleArn} /> },
          ]}
        />
      </Container>
      <Tabs
        activeTabId={tab}
        onChange={({ detail }) => onView({ tab: detail.activeTabId })}
        ariaLabel="Views of the state machine"
        tabs={[
          { id: 'executions', label: 'Executions', content: <RecentExecutions arn={arn} /> },
          {
            id: 'definition',
            label: 'Definition',
            content: <Definition text={machine.definition} selected={state} onSelect={(name) => onView({ state: name })} />,
          },
          { id: 'versions', label: 'Versions', content: <Versions arn={base} /> },
          { id: 'aliases', label: 'Aliases', content: <Aliases arn={base} /> },
          { id: 'mocks', label: 'Mock profiles', content: <MockProfiles arn={base} /> },
        ]}
      />
      {isPausing && pause !== undefined ? <MachinePauseDialog arn={base} name={machine.name} pause={pause} onClose={() => setPausing(false)} /> : null}
      {isStarting ? <StartDialog machine={machine} arn={arn} onClose={() => setStarting(false)} /> : null}
    </SpaceBetween>
  );
}
