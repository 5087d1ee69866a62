// The AWS SDK for JavaScript v3, unmodified, against the endpoint of the environment: create, start, describe, list, history, delete.
import {
  SFNClient, CreateStateMachineCommand, DeleteStateMachineCommand, DescribeExecutionCommand, GetExecutionHistoryCommand,
  ListExecutionsCommand, StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import assert from 'node:assert/strict';

const sfn = new SFNClient({ endpoint: process.env.AWS_ENDPOINT_URL, region: process.env.AWS_DEFAULT_REGION });
const name = 'js-' + process.pid + '-' + Date.now();
const definition = JSON.stringify({ StartAt: 'Hello', States: { Hello: { Type: 'Pass', Result: { said: 'hello' }, End: true } } });
const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name, definition, roleArn: `arn:aws:iam::${process.env.STEPWELL_ACCOUNT}:role/any` }));
const { executionArn, startDate } = await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: '{"to": "you"}' }));
assert.ok(startDate instanceof Date && Math.abs(Date.now() - startDate) < 60_000, 'startDate is a time');
let execution;
for (let attempt = 0; attempt < 100; attempt++) {
  execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  if (execution.status !== 'RUNNING') break;
}
assert.equal(execution.status, 'SUCCEEDED');
assert.deepEqual(JSON.parse(execution.output), { said: 'hello' });
const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
assert.deepEqual(executions.map(e => e.executionArn), [executionArn]);
const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }));
assert.deepEqual(events.map(e => e.type), ['ExecutionSucceeded', 'PassStateExited', 'PassStateEntered', 'ExecutionStarted']);
await assert.rejects(sfn.send(new DescribeExecutionCommand({ executionArn: executionArn + 'x' })), { name: 'ExecutionDoesNotExist' });
await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
console.log('JavaScript v3: all as expected');
