import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { executionQuery, stopExecution } from '../../api/executions';
import { awsCli } from '../../model/awsCli';
import { ConfirmDialog } from '../../parts/ConfirmDialog';

/** Asks why, and stops an execution. */
export function StopDialog({ arn, name, onClose }: { arn: string; name: string; onClose: () => void }) {
  const [error, setError] = useState('');
  const [cause, setCause] = useState('');
  return (
    <ConfirmDialog
      header="Stop this execution?"
      doing="Stop execution"
      action="StopExecution"
      cli={awsCli('stop-execution', { 'execution-arn': arn, error, cause })}
      act={() => stopExecution(arn, error, cause)}
      changes={[executionQuery(arn).queryKey]}
      onClose={onClose}
    >
      <div className="break">
        <b>{name}</b> ends as aborted. What its states have done stays done.
      </div>
      <FormField label="Error" description="A name to find it by; may be empty.">
        <Input value={error} onChange={({ detail }) => setError(detail.value)} />
      </FormField>
      <FormField label="Cause">
        <Textarea value={cause} onChange={({ detail }) => setCause(detail.value)} rows={2} />
      </FormField>
    </ConfirmDialog>
  );
}
