// Workers and deciders against the server of the environment.
import { status } from '@grpc/grpc-js';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import test, { after, before } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { breakingLine } from './line.mjs';
import { Arns, AwsError, Stepwell, TaskCanceled, Worker } from '@stepwell/sdk';

const stepwell = Stepwell.fromEnvironment();
const domain = `typescript-${Date.now()}`;
const order = { name: 'order', version: '1' };
const pack = { name: 'pack', version: '1' };
const timeout = 60_000;

before(async () => {
  await stepwell.swf.registerDomain({ name: domain, workflowExecutionRetentionPeriodInDays: '1' });
  await stepwell.swf.registerWorkflowType({
    domain, ...order, defaultExecutionStartToCloseTimeout: '600', defaultTaskStartToCloseTimeout: '60', defaultChildPolicy: 'TERMINATE',
  });
  await stepwell.swf.registerActivityType({
    domain, ...pack, defaultTaskScheduleToStartTimeout: '60', defaultTaskScheduleToCloseTimeout: '60',
    defaultTaskStartToCloseTimeout: '60', defaultTaskHeartbeatTimeout: '30',
  });
});

after(() => stepwell.close());

/** Three activities one after the other; asked to cancel, it asks the activity that is open. */
function decide({ events }) {
  const types = events.map(event => event.eventType);
  const done = types.filter(type => type === 'ActivityTaskCompleted').length;
  if (types.includes('ActivityTaskCanceled')) return [{ decisionType: 'CancelWorkflowExecution' }];
  if (types.includes('WorkflowExecutionCancelRequested')) {
    return [{ decisionType: 'RequestCancelActivityTask', requestCancelActivityTaskDecisionAttributes: { activityId: `a${done}` } }];
  }
  if (done === 3) return [{ decisionType: 'CompleteWorkflowExecution' }];
  const { taskList } = events[0].workflowExecutionStartedEventAttributes;
  return [{
    decisionType: 'ScheduleActivityTask',
    scheduleActivityTaskDecisionAttributes: { activityId: `a${done}`, activityType: pack, taskList },
  }];
}

const decider = taskList => Worker.ofSwfDecisions(stepwell, { name: 'decider' }, { domain, taskList }, [{ ...order, does: decide }]);

async function begin(workflowId, taskList) {
  const { runId } = await stepwell.swf.startWorkflowExecution({ domain, workflowId, workflowType: order, taskList: { name: taskList } });
  return { workflowId, runId };
}

async function closesAs(execution, wanted) {
  while ((await stepwell.swf.describeWorkflowExecution({ domain, execution })).executionInfo.closeStatus !== wanted) await setTimeout(50);
}

test('deciders and workers stay', { timeout }, async () => {
  const workers = [decider('many'), Worker.ofSwfActivities(stepwell, { name: 'packer' }, { domain, taskList: 'many' }, [{ ...pack, does: () => {} }])];
  const runs = await Promise.all(Array.from({ length: 10 }, (_, i) => begin(`order-${i}`, 'many')));
  await Promise.all(runs.map(run => closesAs(run, 'COMPLETED')));
  for (const worker of workers) assert.equal(await worker.drain(), true);
});

test('a worker is asked to cancel', { timeout }, async () => {
  const does = async task => {
    task.progress = 'half way';
    void stepwell.swf.requestCancelWorkflowExecution({ domain, workflowId: 'cancelled' });
    await once(task.cancelRequested, 'abort');
    throw new TaskCanceled('gave up');
  };
  const workers = [
    decider('cancel'),
    Worker.ofSwfActivities(stepwell, { name: 'packer', heartbeat: 200 }, { domain, taskList: 'cancel' }, [{ ...pack, does }]),
  ];
  await closesAs(await begin('cancelled', 'cancel'), 'CANCELED');
  for (const worker of workers) assert.equal(await worker.drain(), true);
});

test('a drained worker leaves nothing half done', { timeout }, async () => {
  const { activityArn } = await stepwell.stepFunctions.createActivity({ name: domain });
  const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: activityArn, End: true } } });
  const roleArn = `arn:aws:iam::${stepwell.arns.account}:role/any`;
  const { stateMachineArn } = await stepwell.stepFunctions.createStateMachine({ name: domain, definition, roleArn });
  let done = 0;
  let begun = 0;
  const { promise: four, resolve: seen } = withResolvers();
  const { promise: go, resolve: release } = withResolvers();
  const worker = Worker.ofActivities(stepwell, { name: 'drained', concurrency: 4 }, {
    [activityArn]: async task => {
      if (++begun === 4) seen();
      await go;
      done++;
      return task.input;
    },
  });
  const all = await Promise.all(Array.from({ length: 10 }, (_, i) => stepwell.stepFunctions.startExecution({ stateMachineArn, name: `e${i}` })));
  await four;
  const drained = worker.drain();
  release();
  assert.equal(await drained, true);
  const seenThen = await Promise.all(all.map(({ executionArn }) => stepwell.stepFunctions.describeExecution({ executionArn })));
  assert.equal(seenThen.filter(each => each.status === 'SUCCEEDED').length, done);
  assert.ok(done >= 4);
});

test('what is in hand outlives the stream', { timeout }, async () => {
  const name = `${domain}-cut`;
  const { activityArn } = await stepwell.stepFunctions.createActivity({ name });
  const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: activityArn, End: true } } });
  const roleArn = `arn:aws:iam::${stepwell.arns.account}:role/any`;
  const { stateMachineArn } = await stepwell.stepFunctions.createStateMachine({ name, definition, roleArn });
  const line = await breakingLine(process.env.STEPWELL_GRPC);
  const over = new Stepwell({ target: line.target, apiKey: process.env.STEPWELL_API_KEY, arns: stepwell.arns });
  let begun = 0;
  let done = 0;
  const { promise: four, resolve: seen } = withResolvers();
  const { promise: go, resolve: release } = withResolvers();
  const worker = Worker.ofActivities(over, { name: 'cut', concurrency: 4 }, {
    [activityArn]: async task => {
      if (++begun === 4) seen();
      await go;
      done++;
      return task.input;
    },
  });
  const all = await Promise.all(Array.from({ length: 20 }, (_, i) => stepwell.stepFunctions.startExecution({ stateMachineArn, name: `e${i}` })));
  await four; // it has all that it has credit for: a task on its way when the line is cut is a dead worker's
  line.cut();
  release();
  for (const { executionArn } of all) {
    while ((await stepwell.stepFunctions.describeExecution({ executionArn })).status !== 'SUCCEEDED') await setTimeout(50);
  }
  assert.equal(done, 20);
  assert.equal(await worker.drain(), true);
  over.close();
  line.close();
});

test('a worker without a key ends', { timeout }, async () => {
  const nobody = new Stepwell({ target: process.env.STEPWELL_GRPC, apiKey: 'sw_live_nobody', arns: new Arns('us-east-1', '0') });
  const worker = Worker.ofActivities(nobody, { name: 'nobody' }, { [stepwell.arns.activity('any')]: () => '{}' });
  await assert.rejects(worker.ended, refusal => refusal instanceof AwsError && refusal.cause.code === status.UNAUTHENTICATED);
  nobody.close();
});

function withResolvers() {
  let resolve;
  const promise = new Promise(kept => (resolve = kept));
  return { promise, resolve };
}
