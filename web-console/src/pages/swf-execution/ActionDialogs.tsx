import FormField from '@cloudscape-design/components/form-field';
import { useState } from 'react';
import { cancelRun, runQuery, signalRun, terminateRun } from '../../api/swf/executions';
import type { SwfRun } from '../../api/types';
import { swfCli } from '../../model/awsCli';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { ChildPolicyField } from '../../parts/swf/ChildPolicyField';
import { Field } from '../../parts/swf/Field';
import { TextEditor } from '../../ui/editor/TextEditor';

interface ActionProps {
  readonly domain: string;
  readonly run: SwfRun;
  readonly onClose: () => void;
}

const named = ({ workflowId, runId }: SwfRun) => ({ 'workflow-id': workflowId, 'run-id': runId });

/** Asks for a name and an input, and signals a run. */
export function SignalDialog({ domain, run, onClose }: ActionProps) {
  const [name, setName] = useState('');
  const [input, setInput] = useState('');
  return (
    <ConfirmDialog
      header="Signal this execution"
      doing="Send signal"
      action="SignalWorkflowExecution"
      cli={swfCli('signal-workflow-execution', { domain, ...named(run), 'signal-name': name, input })}
      act={() => signalRun(domain, run, name, input)}
      changes={[runQuery(domain, run).queryKey]}
      isReady={name !== '' && name.length <= 256}
      onClose={onClose}
    >
      <div className="break">
        The decider of <b>{run.workflowId}</b> is told with its next decision task.
      </div>
      <Field label="Name of the signal" value={name} onChange={setName} error={name.length > 256 ? 'At most 256 characters.' : undefined} />
      <FormField stretch label="Input" description="Any text; may be empty.">
        <TextEditor text={input} label="Input of the signal" onChange={setInput} height={140} />
      </FormField>
    </ConfirmDialog>
  );
}

/** Asks, and asks the decider of a run to cancel it. */
export function CancelDialog({ domain, run, onClose }: ActionProps) {
  return (
    <ConfirmDialog
      header="Request that this execution be canceled?"
      doing="Request cancel"
      action="RequestCancelWorkflowExecution"
      cli={swfCli('request-cancel-workflow-execution', { domain, ...named(run) })}
      act={() => cancelRun(domain, run)}
      changes={[runQuery(domain, run).queryKey]}
      onClose={onClose}
    >
      <div className="break">
        The decider of <b>{run.workflowId}</b> is told, and decides when and how it ends.
      </div>
    </ConfirmDialog>
  );
}

/** Asks why and what is to become of children, and closes a run at once. */
export function TerminateDialog({ domain, run, policy, onClose }: ActionProps & { policy: string }) {
  const [reason, setReason] = useState('');
  const [details, setDetails] = useState('');
  const [childPolicy, setChildPolicy] = useState('');
  return (
    <ConfirmDialog
      header="Terminate this execution?"
      doing="Terminate execution"
      action="TerminateWorkflowExecution"
      cli={swfCli('terminate-workflow-execution', { domain, ...named(run), reason, details, 'child-policy': childPolicy })}
      act={() => terminateRun(domain, run, reason, details, childPolicy)}
      changes={[runQuery(domain, run).queryKey]}
      isReady={reason.length <= 256}
      onClose={onClose}
    >
      <div className="break">
        <b>{run.workflowId}</b> closes at once, and its decider is not asked.
      </div>
      <Field label="Reason" description="May be empty." value={reason} onChange={setReason} error={reason.length > 256 ? 'At most 256 characters.' : undefined} />
      <Field label="Details" description="May be empty." value={details} onChange={setDetails} />
      <ChildPolicyField value={childPolicy} onChange={setChildPolicy} without={`As it was started with: ${policy}`} />
    </ConfirmDialog>
  );
}
