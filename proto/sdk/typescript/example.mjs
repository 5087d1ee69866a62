// @ts-check
// A decider and an activity worker of SWF, for the domain "orders" with the types "ship 1" and "pack 1": STEPWELL_* as in credentials.env.
import { Stepwell, TaskFailed, Worker } from '@stepwell/sdk';

const stepwell = Stepwell.fromEnvironment();
const list = { domain: 'orders', taskList: 'main' };

/** @type {import('@stepwell/sdk').Handler} */
const pack = ({ input }) => {
  if (input === '') throw new TaskFailed('EmptyOrder', 'there is nothing to pack');
  return `packed ${input}`;
};

/** @type {import('@stepwell/sdk').Decider} */
const ship = ({ events }) => {
  if (events.some(event => event.eventType === 'ActivityTaskCompleted')) return [{ decisionType: 'CompleteWorkflowExecution' }];
  const input = events[0]?.workflowExecutionStartedEventAttributes?.input;
  const scheduled = { activityId: 'pack', activityType: { name: 'pack', version: '1' }, taskList: { name: list.taskList }, input };
  return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: scheduled }];
};

const workers = [
  Worker.ofSwfDecisions(stepwell, { name: 'decider', onTrouble: console.warn }, list, [{ name: 'ship', version: '1', does: ship }]),
  Worker.ofSwfActivities(stepwell, { name: 'table-1', concurrency: 20 }, list, [{ name: 'pack', version: '1', does: pack }]),
];
process.once('SIGTERM', () => workers.forEach(worker => void worker.drain()));
const { runId } = await stepwell.swf.startWorkflowExecution({
  domain: list.domain, workflowId: 'order-4711', workflowType: { name: 'ship', version: '1' }, input: 'two books',
});
console.log(`started ${runId}`);
await Promise.all(workers.map(worker => worker.ended));
stepwell.close();
