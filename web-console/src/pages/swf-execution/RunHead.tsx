import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { SwfExecution } from '../../api/types';
import { compareAddress, domainAddress, runAddress, swfTypeAddress } from '../../model/addresses';
import { swfCli } from '../../model/awsCli';
import { textOf } from '../../model/json';
import type { SwfStory } from '../../model/swf/story';
import { duration } from '../../model/times';
import { LiveBar } from '../../parts/LiveBar';
import { Depth } from '../../parts/swf/Depth';
import { RunMark } from '../../parts/swf/marks';
import { StartRunDialog } from '../../parts/swf/StartRunDialog';
import { Copied, CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { Took, When } from '../../ui/When';
import { CancelDialog, SignalDialog, TerminateDialog } from './ActionDialogs';
import type { RunFacesProps } from './RunFaces';

/** What can be done with a run that is open, or with one that has closed. */
const ACTIONS = [
  { id: 'signal', label: 'Signal', isForOpen: true },
  { id: 'cancel', label: 'Request cancel', isForOpen: true },
  { id: 'terminate', label: 'Terminate', isForOpen: true },
  { id: 'again', label: 'Run again', isForOpen: false },
] as const;

type Doing = (typeof ACTIONS)[number]['id'];

/** What it is, how it stands, what is open in it, whom it belongs to, and what can be done with it. */
export function RunHead({ domain, run, execution, history, newer, isPaused, onPause, story }: RunFacesProps & { story: SwfStory }) {
  const [doing, setDoing] = useState<Doing>();
  const isOpen = execution.executionInfo.executionStatus === 'OPEN';
  const close = () => setDoing(undefined);
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={<Copied text={run.runId} />}
        actions={
          <SpaceBetween direction="horizontal" size="xs" alignItems="center">
            {isOpen || isPaused ? <LiveBar feed={history.feed} isPaused={isPaused} onPause={onPause} /> : null}
            {isPaused && newer > 0 ? <Button onClick={() => onPause(false)}>Show {newer.toLocaleString('en')} new</Button> : null}
            <CopyButton
              text={swfCli('get-workflow-execution-history', { domain, execution: `workflowId=${run.workflowId},runId=${run.runId}` })}
              label="Copy as AWS CLI"
            />
            <GoLink href={compareAddress({ domain, workflowId: run.workflowId, runId: run.runId })}>Compare with a state machine</GoLink>
            {ACTIONS.filter((one) => one.isForOpen === isOpen).map(({ id, label }) => (
              <Button key={id} disabled={id === 'again' && story.from === undefined} onClick={() => setDoing(id)}>
                {label}
              </Button>
            ))}
          </SpaceBetween>
        }
      >
        <span className="break">{run.workflowId}</span>
      </Header>
      <Facts domain={domain} run={run} execution={execution} history={history} story={story} />
      {doing === 'signal' ? <SignalDialog domain={domain} run={run} onClose={close} /> : null}
      {doing === 'cancel' ? <CancelDialog domain={domain} run={run} onClose={close} /> : null}
      {doing === 'terminate' ? <TerminateDialog domain={domain} run={run} policy={execution.executionConfiguration.childPolicy} onClose={close} /> : null}
      {doing === 'again' ? <Again domain={domain} workflowId={run.workflowId} execution={execution} story={story} onClose={close} /> : null}
    </SpaceBetween>
  );
}

type FactsProps = Pick<RunFacesProps, 'domain' | 'run' | 'execution' | 'history'> & { readonly story: SwfStory };

function Facts({ domain, run, execution, history, story }: FactsProps) {
  const { executionInfo: info, executionConfiguration: settings, openCounts: open } = execution;
  const isOpen = info.executionStatus === 'OPEN';
  const before = textOf(story.begun, 'continuedExecutionRunId');
  const { name, version } = info.workflowType;
  return (
    <Container>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Status', value: <RunMark of={info} /> },
            {
              label: 'Workflow type',
              value: (
                <span className="break">
                  <GoLink href={swfTypeAddress(domain, 'workflow', name, version)}>
                    {name} {version}
                  </GoLink>
                </span>
              ),
            },
            { label: 'Started', value: <When at={info.startTimestamp} /> },
            { label: isOpen ? 'Open for' : 'Took', value: <Took from={info.startTimestamp} to={info.closeTimestamp} /> },
            {
              label: 'Task list',
              value: (
                <span className="break">
                  <GoLink href={domainAddress(domain, { tab: 'taskLists', list: settings.taskList.name })}>{settings.taskList.name}</GoLink>
                  {isOpen ? (
                    <>
                      {' '}
                      (decision tasks waiting: <Depth domain={domain} taskList={settings.taskList.name} kind="decision" />)
                    </>
                  ) : null}
                </span>
              ),
            },
            { label: 'Closed', value: <When at={info.closeTimestamp} /> },
            { label: 'Events', value: `${history.events.length.toLocaleString('en')}${history.isWhole ? '' : ' so far'}` },
            {
              label: 'Open now',
              value: openWords(open),
            },
            { label: 'Other runs', value: <GoLink href={domainAddress(domain, { state: 'closed', workflowId: run.workflowId })}>Closed runs of this id</GoLink> },
            ...(info.parent === undefined
              ? []
              : [{ label: 'Child of', value: <RunLink domain={domain} workflowId={info.parent.workflowId} runId={info.parent.runId} words={info.parent.workflowId} /> }]),
            ...(before === undefined ? [] : [{ label: 'Continues', value: <RunLink domain={domain} workflowId={run.workflowId} runId={before} words="the run before it" /> }]),
          ]}
        />
        <ExpandableSection headerText="Settings">
          <KeyValuePairs
            columns={4}
            items={[
              { label: 'At most for the whole', value: seconds(settings.executionStartToCloseTimeout) },
              { label: 'At most for a decision task', value: seconds(settings.taskStartToCloseTimeout) },
              { label: 'Child policy', value: settings.childPolicy },
              { label: 'Task priority', value: settings.taskPriority ?? '–' },
              { label: 'Tags', value: <span className="break">{info.tagList === undefined || info.tagList.length === 0 ? '–' : info.tagList.join(', ')}</span> },
              { label: 'Role for functions', value: <span className="break">{settings.lambdaRole ?? '–'}</span> },
              { label: 'Last activity task scheduled', value: <When at={execution.latestActivityTaskTimestamp} /> },
              { label: 'Cancel requested', value: info.cancelRequested === true ? 'yes' : 'no' },
            ]}
          />
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
}

/** What is open, each with its number: "1 decision, 2 activities". */
function openWords(open: SwfExecution['openCounts']): string {
  const all: readonly (readonly [number | undefined, string, string])[] = [
    [open.openDecisionTasks, 'decision', 'decisions'],
    [open.openActivityTasks, 'activity', 'activities'],
    [open.openTimers, 'timer', 'timers'],
    [open.openChildWorkflowExecutions, 'child', 'children'],
    [open.openLambdaFunctions, 'function', 'functions'],
  ];
  const words = all.flatMap(([count = 0, one, many]) => (count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : many}`]));
  return words.length === 0 ? 'nothing' : words.join(', ');
}

function seconds(text: string): string {
  return /^\d+$/.test(text) ? `${duration(Number(text) * 1000)}` : text;
}

function RunLink({ domain, workflowId, runId, words }: { domain: string; workflowId: string; runId: string; words: string }) {
  return (
    <span className="break">
      <GoLink href={runAddress(domain, workflowId, runId)}>{words}</GoLink>
    </span>
  );
}

/** The form for a new run, filled with all that this one was started with. */
function Again({ domain, workflowId, execution, story, onClose }: { domain: string; workflowId: string; execution: FactsProps['execution']; story: SwfStory; onClose: () => void }) {
  const { executionInfo: info, executionConfiguration: settings } = execution;
  const optional = { taskPriority: settings.taskPriority, lambdaRole: settings.lambdaRole, input: textOf(story.begun, 'input') };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return (
    <StartRunDialog
      domain={domain}
      header="Run again, with the same or other values"
      first={{
        workflowId,
        workflowType: info.workflowType,
        taskList: textOf(story.begun.taskList, 'name') ?? settings.taskList.name,
        executionStartToCloseTimeout: settings.executionStartToCloseTimeout,
        taskStartToCloseTimeout: settings.taskStartToCloseTimeout,
        childPolicy: settings.childPolicy,
        tagList: info.tagList ?? [],
        ...given,
      }}
      onClose={onClose}
    />
  );
}
