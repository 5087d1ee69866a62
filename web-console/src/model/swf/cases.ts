import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SwfEvent } from '../../api/types';

/** The engine's cases of SWF, which together bring about every event, read as the histories that their records print. For tests. */

const FOLDER = join(import.meta.dirname, '../../../../execution-plane/engine/src/test/resources/swf');
const RECORD = /^(\d+) at (\d+)s (\w+)\.(\w+)(?:\[(.*)\])?$/s;

/** The engine's names of things whose events are called otherwise: by the record, or for all of a thing's records but those. */
const NAMES: Readonly<Record<string, string>> = {
  'Activity.ScheduleFailed': 'ScheduleActivityTaskFailed',
  'Activity.CancelFailed': 'RequestCancelActivityTaskFailed',
  'Child.Initiated': 'StartChildWorkflowExecutionInitiated',
  'Child.StartFailed': 'StartChildWorkflowExecutionFailed',
  'Execution.CompleteFailed': 'CompleteWorkflowExecutionFailed',
  'Execution.FailFailed': 'FailWorkflowExecutionFailed',
  'Execution.CancelFailed': 'CancelWorkflowExecutionFailed',
  'Execution.ContinueAsNewFailed': 'ContinueAsNewWorkflowExecutionFailed',
  'External.SignalInitiated': 'SignalExternalWorkflowExecutionInitiated',
  'External.SignalFailed': 'SignalExternalWorkflowExecutionFailed',
  'External.CancelInitiated': 'RequestCancelExternalWorkflowExecutionInitiated',
  'External.CancelFailed': 'RequestCancelExternalWorkflowExecutionFailed',
  'Lambda.ScheduleFailed': 'ScheduleLambdaFunctionFailed',
  'Lambda.StartFailed': 'StartLambdaFunctionFailed',
  'Marker.RecordFailed': 'RecordMarkerFailed',
  'Timer.StartFailed': 'StartTimerFailed',
  'Timer.CancelFailed': 'CancelTimerFailed',
};
const THINGS: Readonly<Record<string, string>> = { Execution: 'WorkflowExecution', Activity: 'ActivityTask', Child: 'ChildWorkflowExecution', External: 'ExternalWorkflowExecution', Lambda: 'LambdaFunction' };

/** One case: its name and the history it comes to. */
export interface SwfCase {
  readonly name: string;
  readonly events: readonly SwfEvent[];
}

export function swfCases(): SwfCase[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const { expect } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { expect: readonly string[] };
      return { name, events: expect.flatMap((line) => eventOf(line) ?? []) };
    });
}

/** The names of all events, as the contract has them. */
export function allEventTypes(): string[] {
  const contract = readFileSync(join(import.meta.dirname, '../../../../proto/contracts/src/main/protobuf/stepwell/swf/v1/history.proto'), 'utf8');
  const values = /event_type = 2 .*?values: \[(.*?)\]/s.exec(contract)?.[1] ?? '';
  return [...values.matchAll(/"(\w+)"/g)].map(([, name]) => name ?? '');
}

function eventOf(line: string): SwfEvent | undefined {
  const [, id, at, thing = '', record = '', text = ''] = RECORD.exec(line) ?? [];
  if (id === undefined) {
    return undefined;
  }
  const eventType = NAMES[`${thing}.${record}`] ?? `${THINGS[thing] ?? thing}${record}`;
  const attributes = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`;
  return { eventId: Number(id), eventTimestamp: new Date(Number(at) * 1000).toISOString(), eventType, [attributes]: attributesOf(text) };
}

function attributesOf(text: string): Record<string, unknown> {
  const plain = (name: string) => new RegExp(`(?:^|[\\[ ])${name}=(?:Optional\\[)?([^,\\]]*)`).exec(text)?.[1];
  const word = (name: string) => (plain(name) === '-' ? undefined : plain(name));
  const ids = Object.fromEntries(['scheduledEventId', 'startedEventId', 'initiatedEventId'].map((name) => [name, Number(word(name) ?? 0)]));
  const texts = Object.fromEntries(['activityId', 'timerId', 'workflowId', 'signalName', 'markerName', 'cause', 'id', 'result', 'reason', 'details'].map((name) => [name, word(name)]));
  const runId = word('runId');
  return { ...texts, ...ids, decisionTaskCompletedEventId: Number(word('completedEventId') ?? 0), ...(runId === undefined ? {} : { workflowExecution: { workflowId: texts.workflowId, runId } }) };
}
