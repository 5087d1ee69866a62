import { HOSTILE, HOSTILE_NAMES } from './hostile';
import { ask } from './server';

/** SWF as the scenarios use it: a small starter, decider and worker over the same REST, and what they have done before anybody looks. */

const segment = encodeURIComponent;
const domainPath = (domain: string) => `swf/domains/${segment(domain)}`;
type Json = Record<string, unknown>;

export const DOMAIN = 'shop';

export const domainPage = (domain: string) => `/swf/${segment(domain)}`;
export const typePage = (domain: string, kind: 'workflow' | 'activity', name: string, version: string) => `/swf/${segment(domain)}/${kind}-types/${segment(name)}/${segment(version)}`;
export const runPage = (domain: string, workflowId: string, runId: string) => `/swf/${segment(domain)}/executions/${segment(workflowId)}/${segment(runId)}`;

export const registerDomain = (name: string, more: Json = {}) => ask('POST', 'swf/domains', { name, workflowExecutionRetentionPeriodInDays: '7', ...more });

export const registerWorkflow = (domain: string, name: string, version: string, list: string, more: Json = {}) =>
  ask('POST', `${domainPath(domain)}/workflowTypes`, {
    name,
    version,
    defaultTaskList: { name: list },
    defaultExecutionStartToCloseTimeout: '86400',
    defaultTaskStartToCloseTimeout: '600',
    defaultChildPolicy: 'TERMINATE',
    ...more,
  });

export const registerActivity = (domain: string, name: string, version: string, list: string, more: Json = {}) =>
  ask('POST', `${domainPath(domain)}/activityTypes`, {
    name,
    version,
    defaultTaskList: { name: list },
    defaultTaskScheduleToStartTimeout: 'NONE',
    defaultTaskScheduleToCloseTimeout: 'NONE',
    defaultTaskStartToCloseTimeout: 'NONE',
    defaultTaskHeartbeatTimeout: 'NONE',
    ...more,
  });

/** Starts a run and tells its id. */
export async function startRun(domain: string, workflowId: string, name: string, more: Json = {}): Promise<string> {
  const { runId } = await ask<{ runId: string }>('POST', `${domainPath(domain)}/executions`, { workflowId, workflowType: { name, version: '1' }, ...more });
  return runId;
}

/** Whether a workflow id has an open run. */
export async function openRun(domain: string, workflowId: string): Promise<string | undefined> {
  const query = `startTimeFilter.oldestDate=1970-01-01T00:00:00Z&executionFilter.workflowId=${segment(workflowId)}`;
  const { executionInfos } = await ask<{ executionInfos: { execution: { runId: string } }[] }>('GET', `${domainPath(domain)}/openExecutions?${query}`);
  return executionInfos[0]?.execution.runId;
}

/** The last run of a workflow id that has closed. */
export async function closedRun(domain: string, workflowId: string): Promise<string> {
  const query = `startTimeFilter.oldestDate=1970-01-01T00:00:00Z&executionFilter.workflowId=${segment(workflowId)}`;
  for (let tries = 0; tries < 100; tries++) {
    const { executionInfos } = await ask<{ executionInfos: { execution: { runId: string } }[] }>('GET', `${domainPath(domain)}/closedExecutions?${query}`);
    const runId = executionInfos[0]?.execution.runId;
    if (runId !== undefined) {
      return runId;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${workflowId} has not closed`);
}

async function poll(domain: string, list: string, kind: 'decision' | 'activity', identity: string): Promise<string> {
  for (let tries = 0; tries < 5; tries++) {
    const { taskToken } = await ask<{ taskToken?: string }>('POST', `${domainPath(domain)}/taskLists/${segment(list)}/${kind}Tasks/poll`, { identity });
    if (taskToken !== undefined) {
      return taskToken;
    }
  }
  throw new Error(`no ${kind} task in ${list}`);
}

/** Takes a decision task without deciding yet. */
export const takeDecision = (domain: string, list: string, identity = 'decider-1') => poll(domain, list, 'decision', identity);

/** Answers a decision task. Each decision is its type with its attributes. */
export const answer = (taskToken: string, decisions: readonly (readonly [string, Json])[], executionContext?: string) =>
  ask('POST', 'swf/decisionTasks/completed', {
    taskToken,
    decisions: decisions.map(([decisionType, attributes]) => ({ decisionType, [`${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`]: attributes })),
    ...(executionContext === undefined ? {} : { executionContext }),
  });

/** Takes the next decision task of a list and decides. */
export async function decide(domain: string, list: string, decisions: readonly (readonly [string, Json])[], executionContext?: string): Promise<void> {
  await answer(await takeDecision(domain, list), decisions, executionContext);
}

export const takeActivity = (domain: string, list: string, identity = 'worker-1') => poll(domain, list, 'activity', identity);
export const complete = (taskToken: string, result: string) => ask('POST', 'swf/activityTasks/completed', { taskToken, result });
export const failActivity = (taskToken: string, reason: string, details: string) => ask('POST', 'swf/activityTasks/failed', { taskToken, reason, details });
export const signal = (domain: string, workflowId: string, signalName: string, input: string) => ask('POST', `${domainPath(domain)}/executions/${segment(workflowId)}/signal`, { signalName, input });

const pack = (activityId: string, more: Json = {}): readonly [string, Json] => ['ScheduleActivityTask', { activityType: { name: 'pack', version: '1' }, activityId, ...more }];

/** Whether a server has been filled before. */
export const hasSwf = async () => (await ask('GET', domainPath(DOMAIN)).catch(() => undefined)) !== undefined;

/** Fills a server with runs of every kind. */
export async function fillSwf(): Promise<void> {
  await registerDomain(DOMAIN, { description: 'Orders of the shop', tags: [{ key: 'team', value: 'orders' }] });
  await registerDomain('old-shop', { description: 'Not used any more' });
  await ask('POST', `${domainPath('old-shop')}/deprecate`);
  for (const [name, list] of [['order', 'deciders'], ['part', 'parts'], ['quiet', 'nobody'], ['watched', 'watched'], ['long', 'long'], ['acted', 'acted']] as const) {
    await registerWorkflow(DOMAIN, name, '1', list, { description: `The ${name} workflow` });
  }
  await registerWorkflow(DOMAIN, 'order', '0', 'deciders');
  await ask('POST', `${domainPath(DOMAIN)}/workflowTypes/order/0/deprecate`);
  await registerActivity(DOMAIN, 'pack', '1', 'packers', { description: 'Packs one parcel' });
  await orders();
  await harm();
  await longRun();
  for (let at = 0; at < 60; at++) {
    await startRun(DOMAIN, `quiet-${String(at).padStart(2, '0')}`, 'quiet', { tagList: [at % 2 === 0 ? 'even' : 'odd'] });
  }
}

async function orders(): Promise<void> {
  // One that is open in every way: a taken and a waiting activity, a timer, a child, signals both ways, a marker, a refused decision.
  // pack-2 has a list of its own: of two tasks of one list that are decided together, a worker that asks meanwhile may get either.
  await startRun(DOMAIN, 'order-1', 'order', { input: '{"items":["A","B"],"n":12345678901234567890}', tagList: ['gift', 'express'] });
  await decide(
    DOMAIN,
    'deciders',
    [
      pack('pack-1', { input: '{"sku":"A"}' }),
      pack('pack-2', { input: '{"sku":"B"}', taskList: { name: 'second-packers' } }),
      pack('pack-2'),
      ['StartTimer', { timerId: 'remind', startToFireTimeout: '43200' }],
      ['StartTimer', { timerId: 'soon', startToFireTimeout: '1' }],
      ['RecordMarker', { markerName: 'version', details: '3' }],
    ],
    '{"step":1}',
  );
  await complete(await takeActivity(DOMAIN, 'packers'), '{"parcel":1}');
  await decide(DOMAIN, 'deciders', [
    pack('pack-3', { input: '{"sku":"C"}' }),
    ['StartChildWorkflowExecution', { workflowType: { name: 'part', version: '1' }, workflowId: 'part-1', input: 'for order-1' }],
    ['SignalExternalWorkflowExecution', { workflowId: 'nobody-there', signalName: 'hello' }],
  ]);
  await takeActivity(DOMAIN, 'second-packers', 'worker-two');
  await decide(DOMAIN, 'parts', [['SignalExternalWorkflowExecution', { workflowId: 'order-1', signalName: 'part-begun', input: 'one' }]]);
  await signal(DOMAIN, 'order-1', 'hurry', '{"by":"tomorrow"}');
  // Closed ones, each in another way.
  await startRun(DOMAIN, 'done-1', 'order', { input: '{"items":[]}', taskList: { name: 'closing' }, tagList: ['gift'] });
  await decide(DOMAIN, 'closing', [['CompleteWorkflowExecution', { result: '{"sent":true}' }]]);
  await startRun(DOMAIN, 'failed-1', 'order', { taskList: { name: 'closing' } });
  await decide(DOMAIN, 'closing', [pack('heavy-1', { taskList: { name: 'heavy' } })]);
  await failActivity(await takeActivity(DOMAIN, 'heavy', 'worker-three'), 'TooHeavy', 'Nobody can carry more than 20 kilograms.');
  await decide(DOMAIN, 'closing', [['FailWorkflowExecution', { reason: 'Refused', details: '{"activity":"heavy-1","limit":20}' }]]);
  await startRun(DOMAIN, 'again-1', 'order', { taskList: { name: 'closing' }, input: 'first' });
  await decide(DOMAIN, 'closing', [['ContinueAsNewWorkflowExecution', { input: 'second', taskList: { name: 'closing' } }]]);
  await decide(DOMAIN, 'closing', [['CompleteWorkflowExecution', { result: 'both' }]]);
  await startRun(DOMAIN, 'canceled-1', 'order', { taskList: { name: 'closing' } });
  await ask('POST', `${domainPath(DOMAIN)}/executions/canceled-1/requestCancel`, {});
  await decide(DOMAIN, 'closing', [['CancelWorkflowExecution', { details: 'as was asked' }]]);
  await startRun(DOMAIN, 'terminated-1', 'quiet');
  await ask('POST', `${domainPath(DOMAIN)}/executions/terminated-1/terminate`, { reason: 'enough', details: 'by hand' });
}

/** A run whose history is just below the limit of 25,000 events: each decider leaves two thousand markers, and a signal makes the next. */
async function longRun(): Promise<void> {
  await startRun(DOMAIN, 'long-1', 'long');
  const markers = Array.from({ length: 2000 }, (_, at): readonly [string, Json] => ['RecordMarker', { markerName: `mark ${at}` }]);
  for (let turn = 0; turn < 12; turn++) {
    await decide(DOMAIN, 'long', markers);
    await signal(DOMAIN, 'long-1', 'more', String(turn));
  }
  await decide(DOMAIN, 'long', [['CompleteWorkflowExecution', { result: 'long' }]]);
}

/** Those of the texts that may be names in SWF. */
export const SWF_NAMES = HOSTILE_NAMES.filter((name) => !/[:/|\p{Cc}]/u.test(name) && name.trim() === name);
export const HOSTILE_DOMAIN = SWF_NAMES[0] ?? '';

/** Texts that would do harm if they were more than texts, wherever SWF lets texts stand. */
async function harm(): Promise<void> {
  const text = HOSTILE[2] ?? '';
  const all = HOSTILE.join('\n');
  await registerDomain(HOSTILE_DOMAIN, { description: text, tags: [{ key: 'k', value: 'v' }] });
  await registerWorkflow(HOSTILE_DOMAIN, HOSTILE_DOMAIN, '1', HOSTILE_DOMAIN, { description: text });
  await registerActivity(HOSTILE_DOMAIN, HOSTILE_DOMAIN, '1', HOSTILE_DOMAIN, { description: text });
  await startRun(HOSTILE_DOMAIN, HOSTILE_DOMAIN, HOSTILE_DOMAIN, { input: all, tagList: HOSTILE.slice(0, 5) });
  const activities = SWF_NAMES.map((activityId): readonly [string, Json] => ['ScheduleActivityTask', { activityType: { name: HOSTILE_DOMAIN, version: '1' }, activityId, input: all }]);
  const markers = HOSTILE_NAMES.map((details): readonly [string, Json] => ['RecordMarker', { markerName: HOSTILE_DOMAIN, details }]);
  await decide(HOSTILE_DOMAIN, HOSTILE_DOMAIN, [...activities, ...markers], all);
  await failActivity(await takeActivity(HOSTILE_DOMAIN, HOSTILE_DOMAIN, text), text, all);
  await signal(HOSTILE_DOMAIN, HOSTILE_DOMAIN, HOSTILE_DOMAIN, all);
  await decide(HOSTILE_DOMAIN, HOSTILE_DOMAIN, [['FailWorkflowExecution', { reason: text, details: all }]]);
}
