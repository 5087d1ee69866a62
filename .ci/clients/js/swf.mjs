// The AWS SDK for JavaScript v3, unmodified, against the endpoint of the environment: all 39 actions of SWF, from a domain to the deletion of its
// types, and the law that n activities, one after another, take 4n + 3 calls and 6n + 5 events.
import * as swf from '@aws-sdk/client-swf';
import assert from 'node:assert/strict';

const client = new swf.SWFClient({ endpoint: process.env.AWS_ENDPOINT_URL, region: process.env.AWS_DEFAULT_REGION });
const asked = [];
const ask = (action, input) => asked.push(action) && client.send(new swf[action + 'Command'](input));
const refused = (name, action, input) => assert.rejects(ask(action, input), { name });

const domain = 'js-' + process.pid + '-' + Date.now();
const taskList = { name: 'list' };
const workflowType = { name: 'order', version: '1' }, activityType = { name: 'pack', version: '1' };
const seconds = '600', ever = { oldestDate: new Date(0) }, registered = { domain, registrationStatus: 'REGISTERED' };

const start = workflowId => ask('StartWorkflowExecution', { domain, workflowId, workflowType });
const pack = activityId => ({ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: { activityId, activityType } });
const cancel = activityId => ({ decisionType: 'RequestCancelActivityTask', requestCancelActivityTaskDecisionAttributes: { activityId } });
const complete = { decisionType: 'CompleteWorkflowExecution' };
const decide = async decision => {
  const { taskToken } = await ask('PollForDecisionTask', { domain, taskList });
  await ask('RespondDecisionTaskCompleted', { taskToken, decisions: [decision] });
};
const take = async () => (await ask('PollForActivityTask', { domain, taskList })).taskToken;
const becomes = async (expected, action, input) => {
  for (const until = Date.now() + 60_000; (await ask(action, input)).count !== expected;) assert.ok(Date.now() < until, action);
};

async function register() {
  await ask('RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '1' });
  await refused('DomainAlreadyExistsFault', 'RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '1' });
  const resourceArn = (await ask('DescribeDomain', { name: domain })).domainInfo.arn;
  await ask('TagResource', { resourceArn, tags: [{ key: 'k', value: 'v' }, { key: 'l' }] });
  await ask('UntagResource', { resourceArn, tagKeys: ['l'] });
  assert.deepEqual((await ask('ListTagsForResource', { resourceArn })).tags, [{ key: 'k', value: 'v' }]);
  assert.ok((await ask('ListDomains', registered)).domainInfos.length > 0);
  await ask('RegisterWorkflowType', { domain, ...workflowType, defaultTaskList: taskList, defaultChildPolicy: 'TERMINATE',
    defaultExecutionStartToCloseTimeout: seconds, defaultTaskStartToCloseTimeout: seconds });
  await ask('RegisterActivityType', { domain, ...activityType, defaultTaskList: taskList, defaultTaskHeartbeatTimeout: 'NONE',
    defaultTaskScheduleToStartTimeout: seconds, defaultTaskScheduleToCloseTimeout: seconds, defaultTaskStartToCloseTimeout: seconds });
  assert.equal((await ask('ListWorkflowTypes', registered)).typeInfos.length, 1);
  assert.equal((await ask('ListActivityTypes', registered)).typeInfos.length, 1);
  assert.equal((await ask('DescribeWorkflowType', { domain, workflowType })).configuration.defaultChildPolicy, 'TERMINATE');
  const { typeInfo } = await ask('DescribeActivityType', { domain, activityType });
  assert.ok(typeInfo.creationDate instanceof Date && Math.abs(Date.now() - typeInfo.creationDate) < 60_000, 'creationDate is a time');
}

async function sequence(n) {
  const before = asked.length;
  const { runId } = await start('sequence');
  for (let i = 0; i < n; i++) {
    await decide(pack('a' + i));
    await ask('RespondActivityTaskCompleted', { taskToken: await take(), result: 'done' });
  }
  await decide(complete);
  assert.equal(asked.length - before, 4 * n + 3);
  const { events } = await ask('GetWorkflowExecutionHistory', { domain, execution: { workflowId: 'sequence', runId } });
  assert.deepEqual(events.map(event => event.eventId), Array.from({ length: 6 * n + 5 }, (_, i) => i + 1));
}

async function work() {
  const { runId } = await start('works');
  assert.equal((await ask('CountPendingDecisionTasks', { domain, taskList })).count, 1);
  await decide(pack('failed'));
  assert.equal((await ask('CountPendingActivityTasks', { domain, taskList })).count, 1);
  await ask('RespondActivityTaskFailed', { taskToken: await take(), reason: 'why' });
  await decide(pack('cancelled'));
  const taskToken = await take();
  await ask('SignalWorkflowExecution', { domain, workflowId: 'works', signalName: 'wave' });
  await decide(cancel('cancelled'));
  assert.equal((await ask('RecordActivityTaskHeartbeat', { taskToken })).cancelRequested, true);
  await ask('RespondActivityTaskCanceled', { taskToken });
  await ask('RequestCancelWorkflowExecution', { domain, workflowId: 'works' });
  assert.equal((await ask('DescribeWorkflowExecution', { domain, execution: { workflowId: 'works', runId } })).openCounts.openDecisionTasks, 1);
  await becomes(1, 'CountOpenWorkflowExecutions', { domain, startTimeFilter: ever });
  assert.equal((await ask('ListOpenWorkflowExecutions', { domain, startTimeFilter: ever })).executionInfos[0].execution.runId, runId);
  await ask('TerminateWorkflowExecution', { domain, workflowId: 'works' });
  const terminated = { domain, startTimeFilter: ever, closeStatusFilter: { status: 'TERMINATED' } };
  await becomes(1, 'CountClosedWorkflowExecutions', terminated);
  assert.equal((await ask('ListClosedWorkflowExecutions', terminated)).executionInfos[0].execution.runId, runId);
}

async function farewell() {
  await refused('TypeNotDeprecatedFault', 'DeleteWorkflowType', { domain, workflowType });
  for (const action of ['Deprecate', 'Undeprecate', 'Deprecate', 'Delete']) {
    await ask(action + 'WorkflowType', { domain, workflowType });
    await ask(action + 'ActivityType', { domain, activityType });
  }
  await ask('DeprecateDomain', { name: domain });
  await refused('DomainDeprecatedFault', 'DeprecateDomain', { name: domain });
  await ask('UndeprecateDomain', { name: domain });
}

await register();
for (const n of [1, 3, 10, 30]) await sequence(n);
await work();
await farewell();
const actions = Object.keys(swf).filter(name => /^[A-Z]\w+Command$/.test(name)).map(name => name.replace(/Command$/, ''));
assert.equal(actions.length, 39);
assert.deepEqual([...new Set(asked)].sort(), actions.sort());
console.log('JavaScript v3: SWF as expected');
