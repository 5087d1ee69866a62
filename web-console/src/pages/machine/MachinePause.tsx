import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { machinePauseQuery, pauseMachine, resumeMachine } from '../../api/machines';
import type { MachinePause } from '../../api/types';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { When } from '../../ui/When';

/** Whether a machine is held still, or about to be. */
export function isHeld({ status }: MachinePause): boolean {
  return status === 'PAUSING' || status === 'PAUSED';
}

const TITLES: Readonly<Record<MachinePause['status'], string>> = {
  NONE: '',
  PAUSING: 'It is being paused: some of its executions have not been told yet',
  PAUSED: 'It is paused, with all its executions',
  RESUMING: 'It goes on: some of its executions have not been told yet',
};

/** Says of a machine that it is paused, since when, by whom and why. */
export function MachinePauseNote({ pause }: { pause: MachinePause }) {
  return pause.status === 'NONE' ? null : (
    <Alert type="warning" header={TITLES[pause.status]}>
      <div className="break">
        Since {pause.pauseDate === undefined ? 'a while' : <When at={pause.pauseDate} />}
        {pause.pausedBy === undefined ? '' : `, by ${pause.pausedBy}`}
        {pause.reason === undefined ? '.' : `: ${pause.reason}`}
      </div>
    </Alert>
  );
}

export interface MachinePauseDialogProps {
  readonly arn: string;
  readonly name: string;
  readonly pause: MachinePause;
  readonly onClose: () => void;
}

/** Asks why, and holds a machine still with all its executions; one that is paused already goes on. */
export function MachinePauseDialog({ arn, name, pause, onClose }: MachinePauseDialogProps) {
  const [reason, setReason] = useState('');
  const changes = [machinePauseQuery(arn).queryKey];
  return isHeld(pause) ? (
    <ConfirmDialog header="Resume this state machine?" doing="Resume it" action="ResumeStateMachine" act={() => resumeMachine(arn)} changes={changes} target="a state machine of" onClose={onClose}>
      <div className="break">
        <b>{name}</b> goes on with all its executions, but those that were paused by themselves. What has become due is done at once.
      </div>
    </ConfirmDialog>
  ) : (
    <ConfirmDialog header="Pause this state machine?" doing="Pause it" action="PauseStateMachine" act={() => pauseMachine(arn, reason)} changes={changes} target="a state machine of" onClose={onClose}>
      <div className="break">
        All executions of <b>{name}</b> that run are paused, and those that are started meanwhile wait at their start.
      </div>
      <FormField label="Reason" description="For those who look; may be empty.">
        <Input value={reason} onChange={({ detail }) => setReason(detail.value)} />
      </FormField>
    </ConfirmDialog>
  );
}
