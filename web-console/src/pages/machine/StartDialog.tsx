import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { lastInputsQuery, startExecution } from '../../api/executions';
import { mockProfilesQuery } from '../../api/machines';
import { useSession } from '../../api/session';
import type { StateMachine } from '../../api/types';
import { executionAddress } from '../../model/addresses';
import { machineOf } from '../../model/arn';
import { awsCli } from '../../model/awsCli';
import { layOut, problemIn } from '../../model/json';
import { CopyButton } from '../../ui/Copy';
import { TextEditor } from '../../ui/editor/TextEditor';
import { useGo } from '../../ui/GoLink';
import { Trouble } from '../../ui/Trouble';

const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{0,80}$/u;

/** Asks for a name and an input and starts an execution. The input is checked as JSON, those of the last executions are offered. */
export function StartDialog({ machine, arn, onClose }: { machine: StateMachine; arn: string; onClose: () => void }) {
  const [name, setName] = useState('');
  const [input, setInput] = useState('{}');
  const [profile, setProfile] = useState('');
  const go = useGo();
  const session = useSession().data;
  const wrong = problemIn(input);
  const isNameWrong = !NAME.test(name);
  const started = profile === '' ? arn : `${arn}#${profile}`;
  const start = useMutation({
    mutationFn: () => startExecution(started, name, input),
    onSuccess: ({ executionArn }) => go(executionAddress(executionArn)),
  });
  const cli = awsCli('start-execution', { 'state-machine-arn': started, name, input });
  return (
    <Modal
      visible
      size="large"
      onDismiss={onClose}
      closeAriaLabel="Close"
      header={`Start an execution of ${machine.name}`}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <CopyButton text={cli} label="Copy as AWS CLI" />
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" loading={start.isPending} disabled={wrong !== undefined || isNameWrong} onClick={() => start.mutate()}>
              Start execution
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {start.error === null ? null : <Trouble of={start.error} />}
        {machine.type === 'EXPRESS' ? <Alert type="info">Executions of Express machines are not listed here.</Alert> : null}
        <FormField label="Name" description="Left empty, the server makes one." errorText={isNameWrong ? 'At most 80 characters, no spaces, brackets, wildcards or control characters.' : undefined}>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <MockProfileField arn={machineOf(arn)} profile={profile} onPick={setProfile} />
        <LastInputs arn={arn} onPick={(text) => setInput(layOut(text))} />
        <FormField stretch label="Input" errorText={wrong}>
          <TextEditor text={input} label="Input of the execution" onChange={setInput} height={280} />
        </FormField>
        <Box variant="small">
          Calls StartExecution for {session?.tenantName ?? ''} (account {session?.account ?? ''}).
        </Box>
      </SpaceBetween>
    </Modal>
  );
}

const NO_PROFILE: SelectProps.Option = { value: '', label: 'None: every task is real' };

/** Offers the machine's mock profiles, if it has any. */
function MockProfileField({ arn, profile, onPick }: { arn: string; profile: string; onPick: (profile: string) => void }) {
  const { mockProfiles = [] } = useQuery(mockProfilesQuery(arn)).data ?? {};
  const options = [NO_PROFILE, ...mockProfiles.map(({ profileName, stateNames }) => ({ value: profileName, label: profileName, description: stateNames.join(', ').slice(0, 90) }))];
  return mockProfiles.length === 0 ? null : (
    <FormField label="Mock profile" description="The tasks of its states ask nobody.">
      <Select selectedOption={options.find(({ value }) => value === profile) ?? NO_PROFILE} options={options} onChange={({ detail }) => onPick(detail.selectedOption.value ?? '')} />
    </FormField>
  );
}

function LastInputs({ arn, onPick }: { arn: string; onPick: (input: string) => void }) {
  const last = useQuery(lastInputsQuery(arn));
  const [picked, setPicked] = useState<SelectProps.Option | null>(null);
  const options = (last.data ?? []).map(({ name, input }) => ({ value: input, label: name, description: input.slice(0, 90) }));
  return options.length === 0 ? null : (
    <FormField label="Input of an earlier execution">
      <Select
        selectedOption={picked}
        options={options}
        placeholder="Choose one to begin with"
        onChange={({ detail }) => {
          setPicked(detail.selectedOption);
          onPick(detail.selectedOption.value ?? '{}');
        }}
      />
    </FormField>
  );
}
