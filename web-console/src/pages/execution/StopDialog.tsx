import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { executionQuery, stopExecution } from '../../api/executions';
import { useSession } from '../../api/session';
import { awsCli } from '../../model/awsCli';
import { CopyButton } from '../../ui/Copy';
import { Trouble } from '../../ui/Trouble';

/** Asks why, and stops an execution. */
export function StopDialog({ arn, name, onClose }: { arn: string; name: string; onClose: () => void }) {
  const [error, setError] = useState('');
  const [cause, setCause] = useState('');
  const session = useSession().data;
  const queries = useQueryClient();
  const stop = useMutation({
    mutationFn: () => stopExecution(arn, error, cause),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: executionQuery(arn).queryKey, exact: true });
      onClose();
    },
  });
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel="Close"
      header="Stop this execution?"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <CopyButton text={awsCli('stop-execution', { 'execution-arn': arn, error, cause })} label="Copy as AWS CLI" />
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" loading={stop.isPending} onClick={() => stop.mutate()}>
              Stop execution
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {stop.error === null ? null : <Trouble of={stop.error} />}
        <div className="break">
          <b>{name}</b> ends as aborted. What its states have done stays done.
        </div>
        <FormField label="Error" description="A name to find it by; may be empty.">
          <Input value={error} onChange={({ detail }) => setError(detail.value)} />
        </FormField>
        <FormField label="Cause">
          <Textarea value={cause} onChange={({ detail }) => setCause(detail.value)} rows={2} />
        </FormField>
        <Box variant="small">
          Calls StopExecution on one execution of {session?.tenantName ?? ''} (account {session?.account ?? ''}).
        </Box>
      </SpaceBetween>
    </Modal>
  );
}
