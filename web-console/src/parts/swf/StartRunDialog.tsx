import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRef, useState } from 'react';
import { startRun } from '../../api/swf/executions';
import type { SwfStart } from '../../api/types';
import { runAddress } from '../../model/addresses';
import { cliType, swfCli } from '../../model/awsCli';
import { nameProblem, priorityProblem, secondsProblem } from '../../model/swf/rules';
import { TextEditor } from '../../ui/editor/TextEditor';
import { useGo } from '../../ui/GoLink';
import { ConfirmDialog } from '../ConfirmDialog';
import { ChildPolicyField } from './ChildPolicyField';
import { Field } from './Field';

export interface StartRunDialogProps {
  readonly domain: string;
  /** What the form begins with: nothing, a type, or all that another run was started with. */
  readonly first: Partial<SwfStart>;
  readonly header: string;
  readonly onClose: () => void;
}

type Texts = Readonly<Record<keyof Omit<SwfStart, 'workflowType' | 'tagList'> | 'name' | 'version' | 'tags', string>>;

const SETTINGS = [
  ['taskList', 'Task list'],
  ['taskPriority', 'Task priority'],
  ['executionStartToCloseTimeout', 'Seconds for the whole execution'],
  ['taskStartToCloseTimeout', 'Seconds for a decision task'],
  ['lambdaRole', 'Role for functions'],
] as const;

/** Asks for what a run is started with, starts it and goes there. What is left empty comes from the type. */
export function StartRunDialog({ domain, first, header, onClose }: StartRunDialogProps) {
  const [texts, setTexts] = useState<Texts>(() => textsOf(first));
  const go = useGo();
  const runId = useRef('');
  const set = (member: keyof Texts) => (value: string) => setTexts((before) => ({ ...before, [member]: value }));
  const wrong = problemsOf(texts);
  const isReady = Object.values(wrong).every((one) => one === undefined) && texts.workflowId !== '' && texts.name !== '' && texts.version !== '';
  const start = startOf(texts);
  return (
    <ConfirmDialog
      header={header}
      doing="Start execution"
      action="StartWorkflowExecution"
      target={`domain ${domain} of`}
      cli={cliFor(domain, start)}
      act={async () => {
        runId.current = (await startRun(domain, start)).runId;
      }}
      onDone={() => go(runAddress(domain, texts.workflowId, runId.current))}
      isReady={isReady}
      isLarge
      onClose={onClose}
    >
      <Field label="Workflow id" description="Only one open run of a domain may have it." value={texts.workflowId} onChange={set('workflowId')} error={wrong.workflowId} />
      <ColumnLayout columns={2}>
        <Field label="Workflow type" value={texts.name} onChange={set('name')} error={wrong.name} />
        <Field label="Version" value={texts.version} onChange={set('version')} error={wrong.version} />
      </ColumnLayout>
      <FormField stretch label="Input" description="Any text; its decider reads it.">
        <TextEditor text={texts.input} label="Input of the execution" onChange={set('input')} height={180} />
      </FormField>
      <ExpandableSection headerText="Settings; what is empty comes from the type" defaultExpanded={SETTINGS.some(([member]) => texts[member] !== '') || texts.childPolicy !== '' || texts.tags !== ''}>
        <SpaceBetween size="m">
          <ColumnLayout columns={2}>
            {SETTINGS.map(([member, label]) => (
              <Field key={member} label={label} value={texts[member]} onChange={set(member)} error={wrong[member]} />
            ))}
            <ChildPolicyField value={texts.childPolicy} onChange={set('childPolicy')} without="As the type says" />
          </ColumnLayout>
          <Field label="Tags" description="At most five, parted by commas." value={texts.tags} onChange={set('tags')} error={wrong.tags} />
        </SpaceBetween>
      </ExpandableSection>
    </ConfirmDialog>
  );
}

function textsOf({ workflowType, tagList, ...rest }: Partial<SwfStart>): Texts {
  const none = { workflowId: '', input: '', taskList: '', taskPriority: '', executionStartToCloseTimeout: '', taskStartToCloseTimeout: '', childPolicy: '', lambdaRole: '' };
  return { ...none, ...rest, name: workflowType?.name ?? '', version: workflowType?.version ?? '', tags: tagList?.join(', ') ?? '' };
}

const tagsOf = (text: string) =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

function startOf({ name, version, tags, ...rest }: Texts): SwfStart {
  return { ...rest, workflowType: { name, version }, tagList: tagsOf(tags) };
}

function problemsOf(texts: Texts): Partial<Record<keyof Texts, string | undefined>> {
  return {
    workflowId: nameProblem(texts.workflowId),
    name: nameProblem(texts.name),
    version: nameProblem(texts.version, 'version'),
    taskList: nameProblem(texts.taskList),
    taskPriority: priorityProblem(texts.taskPriority),
    executionStartToCloseTimeout: secondsProblem(texts.executionStartToCloseTimeout, false),
    taskStartToCloseTimeout: secondsProblem(texts.taskStartToCloseTimeout, true),
    tags: tagsOf(texts.tags).length > 5 ? 'At most five.' : undefined,
  };
}

function cliFor(domain: string, { workflowId, workflowType, taskList, taskPriority, input, tagList, ...rest }: SwfStart): string {
  return swfCli('start-workflow-execution', {
    domain,
    'workflow-id': workflowId,
    'workflow-type': cliType(workflowType),
    'task-list': taskList === '' || taskList === undefined ? undefined : `name=${taskList}`,
    'task-priority': taskPriority,
    input,
    'tag-list': tagList?.length === 0 ? undefined : JSON.stringify(tagList),
    'execution-start-to-close-timeout': rest.executionStartToCloseTimeout,
    'task-start-to-close-timeout': rest.taskStartToCloseTimeout,
    'child-policy': rest.childPolicy,
    'lambda-role': rest.lambdaRole,
  });
}
