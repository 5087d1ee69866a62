import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import { useState } from 'react';
import { forkExecution } from '../../api/executions';
import type { HistoryEvent } from '../../api/types';
import { executionAddress } from '../../model/addresses';
import { layOut, problemIn } from '../../model/json';
import type { Story, Visit } from '../../model/story';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { TextEditor } from '../../ui/editor/TextEditor';
import { useGo } from '../../ui/GoLink';

export interface ForkDialogProps {
  readonly arn: string;
  /** The event that it is forked from. */
  readonly event: number;
  readonly events: readonly HistoryEvent[];
  readonly story: Story;
  readonly onClose: () => void;
}

/** Shows where a fork would begin and with what, lets the input be changed, and starts it. */
export function ForkDialog({ arn, event, events, story, onClose }: ForkDialogProps) {
  const top = outermost(story.visitOf.get(event));
  const before = layOut(top?.input ?? inputOf(events[0]));
  const [input, setInput] = useState(before);
  const [isCurrent, setCurrent] = useState(false);
  const go = useGo();
  const wrong = problemIn(input);
  return (
    <ConfirmDialog
      header={`Fork from event ${event}?`}
      doing="Fork execution"
      action="ForkExecution"
      act={() => forkExecution(arn, event, input === before ? undefined : input, isCurrent).then(({ executionArn }) => go(executionAddress(executionArn)))}
      isReady={wrong === undefined}
      isLarge
      onClose={onClose}
    >
      <div className="break">
        A new execution begins at {top === undefined ? 'the first state' : <b>{top.name}</b>}, with the variables that were there. This one stays as it is.
      </div>
      <FormField stretch label="Input of the state" errorText={wrong}>
        <TextEditor text={input} label="Input of the state" onChange={setInput} height={240} />
      </FormField>
      <Checkbox checked={isCurrent} onChange={({ detail }) => setCurrent(detail.checked)}>
        Run the state machine as it is now
      </Checkbox>
    </ConfirmDialog>
  );
}

/** The stay in a state of the machine's own flow that another stay took place in. */
function outermost(visit: Visit | undefined): Visit | undefined {
  let top = visit;
  while (top?.scope.owner !== undefined) {
    top = top.scope.owner;
  }
  return top;
}

/** What the execution was started with. */
function inputOf(started: HistoryEvent | undefined): string {
  const details = started?.executionStartedEventDetails as { readonly input?: string } | undefined;
  return details?.input ?? '{}';
}
