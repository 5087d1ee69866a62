import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { pauseExecution, resumeExecution, waitsQuery } from '../../api/executions';
import type { ExecutionPause } from '../../api/types';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { When } from '../../ui/When';

export interface PauseDialogProps {
  readonly arn: string;
  readonly name: string;
  /** The pause it is in. */
  readonly pause: ExecutionPause | undefined;
  readonly onClose: () => void;
}

/** Asks why, and holds an execution still; one that is paused already goes on. */
export function PauseDialog({ arn, name, pause, onClose }: PauseDialogProps) {
  const [reason, setReason] = useState('');
  const changes = [waitsQuery(arn).queryKey];
  return pause === undefined ? (
    <ConfirmDialog header="Pause this execution?" doing="Pause it" action="PauseExecution" act={() => pauseExecution(arn, reason)} changes={changes} onClose={onClose}>
      <div className="break">
        <b>{name}</b> takes in what comes from outside and does nothing of its own until it is resumed. What it has asked for already is still done.
      </div>
      <FormField label="Reason" description="For those who look; may be empty.">
        <Input value={reason} onChange={({ detail }) => setReason(detail.value)} />
      </FormField>
    </ConfirmDialog>
  ) : (
    <ConfirmDialog header="Resume this execution?" doing="Resume it" action="ResumeExecution" act={() => resumeExecution(arn)} changes={changes} onClose={onClose}>
      <div className="break">
        <b>{name}</b> goes on, and what has become due since <When at={pause.since} /> is done at once.
      </div>
    </ConfirmDialog>
  );
}
