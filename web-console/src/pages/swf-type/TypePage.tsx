import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type TypeFound, typeQuery } from '../../api/swf/kinds';
import type { SwfKind, SwfTypeName } from '../../api/types';
import { cliType, swfCli } from '../../model/awsCli';
import { textOf } from '../../model/json';
import { DEFAULTS } from '../../model/swf/defaults';
import type { SwfFilter } from '../../model/swf/filter';
import { Depth } from '../../parts/swf/Depth';
import { RegistrationMark } from '../../parts/swf/marks';
import { RunCount } from '../../parts/swf/RunCount';
import { StartRunDialog } from '../../parts/swf/StartRunDialog';
import { CopyButton } from '../../ui/Copy';
import { Answer } from '../../ui/Trouble';
import { When } from '../../ui/When';
import { TypeDialog, type TypeChange } from './TypeDialog';

export interface TypePageProps {
  readonly domain: string;
  readonly kind: SwfKind;
  readonly type: SwfTypeName;
}

/** One type of workflows or of activities: what holds for it where nothing else is said. */
export function TypePage(props: TypePageProps) {
  const found = useQuery(typeQuery(props.domain, props.kind, props.type));
  return (
    <Answer of={found} what="the type" title={`${props.type.name} ${props.type.version}`}>
      {(type) => <Found found={type} {...props} />}
    </Answer>
  );
}

function Found({ found, domain, kind, type }: TypePageProps & { found: TypeFound }) {
  const [isStarting, setStarting] = useState(false);
  const [change, setChange] = useState<TypeChange>();
  const isRegistered = found.status === 'REGISTERED';
  const of = (state: SwfFilter['state']): SwfFilter => ({ state, time: 'start', by: { by: 'type', ...type } });
  const list = textOf(found.defaults.defaultTaskList, 'name');
  const value = (member: string) => textOf(found.defaults, member) ?? textOf(found.defaults[member], 'name') ?? '–';
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={found.description === undefined ? undefined : <span className="break">{found.description}</span>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <CopyButton text={swfCli(`describe-${kind}-type`, { domain, [`${kind}-type`]: cliType(type) })} label="Copy as AWS CLI" />
            {isRegistered ? <Button onClick={() => setChange('deprecate')}>Deprecate</Button> : <Button onClick={() => setChange('undeprecate')}>Undeprecate</Button>}
            {isRegistered ? null : <Button onClick={() => setChange('delete')}>Delete</Button>}
            {kind === 'workflow' && isRegistered ? (
              <Button variant="primary" onClick={() => setStarting(true)}>
                Start execution
              </Button>
            ) : null}
          </SpaceBetween>
        }
      >
        <span className="break">
          {type.name} {type.version}
        </span>
      </Header>
      <Container>
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Kind', value: kind === 'workflow' ? 'Workflow type' : 'Activity type' },
            { label: 'Status', value: <RegistrationMark status={found.status} /> },
            { label: 'Registered', value: <When at={found.creationDate} /> },
            { label: 'Deprecated', value: <When at={found.deprecationDate} /> },
          ]}
        />
      </Container>
      <Container header={<Header variant="h2" description="They hold where an execution or a decision says nothing else.">Defaults</Header>}>
        <KeyValuePairs columns={3} items={DEFAULTS[kind].map(({ member, label }) => ({ label, value: <span className="break">{value(member)}</span> }))} />
      </Container>
      <Container header={<Header variant="h2">Now</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            ...(list === undefined ? [] : [{ label: `Tasks waiting in ${list}`, value: <Depth domain={domain} taskList={list} kind={kind === 'workflow' ? 'decision' : 'activity'} /> }]),
            ...(kind === 'workflow'
              ? [
                  { label: 'Open executions', value: <RunCount domain={domain} filter={of('open')} label="open executions" /> },
                  { label: 'Closed executions', value: <RunCount domain={domain} filter={of('closed')} label="closed executions" /> },
                ]
              : []),
          ]}
        />
      </Container>
      {isStarting ? <StartRunDialog domain={domain} first={{ workflowType: type }} header={`Start an execution of ${type.name}`} onClose={() => setStarting(false)} /> : null}
      {change === undefined ? null : <TypeDialog domain={domain} kind={kind} type={type} change={change} onClose={() => setChange(undefined)} />}
    </SpaceBetween>
  );
}
