// node driver.mjs steps|starts RUNNERS WARM_SECONDS SECONDS
//   steps   executions of five sequential activity tasks, from start to the answer of the last completion
//   starts  StartExecution alone, of a machine that waits
// The credentials come from the environment, as for every AWS client. Prints one line of JSON.
import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { call } from './aws.mjs';
import { closed, cost, snapshot } from './measure.mjs';

const STEPS = 5;
const [mode, runners, warm, seconds] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const role = `arn:aws:iam::${process.env.STEPWELL_ACCOUNT}:role/bench`;

async function worker(activityArn) {
  const poll = async () => {
    for (;;) {
      const task = await call('GetActivityTask', { activityArn });
      if (!task.taskToken) continue;
      const { id, n } = JSON.parse(task.input);
      await call('SendTaskSuccess', { taskToken: task.taskToken, output: JSON.stringify({ id, n: n + 1 }) });
      if (n + 1 === STEPS) process.send({ id });
    }
  };
  process.on('message', () => { process.send({ cpu: process.cpuUsage() }); setTimeout(() => process.exit(0), 50); });
  await Promise.all(Array.from({ length: 32 }, poll));
}

async function steps() {
  const { activityArn } = await call('CreateActivity', { name: 'bench-' + randomUUID() });
  const states = {};
  for (let i = 1; i <= STEPS; i++) {
    states['S' + i] = { Type: 'Task', Resource: activityArn, ...(i < STEPS ? { Next: 'S' + (i + 1) } : { End: true }) };
  }
  const { stateMachineArn } = await machine({ StartAt: 'S1', States: states });
  const waiting = new Map();
  const early = new Set();
  const child = fork(process.argv[1], ['worker', activityArn], { stdio: 'inherit' });
  let workerCpu = 0;
  child.on('message', message => {
    if (message.cpu) workerCpu = (message.cpu.user + message.cpu.system) / 1e6;
    else if (waiting.has(message.id)) { waiting.get(message.id)(); waiting.delete(message.id); } else early.add(message.id);
  });
  const one = async () => {
    const id = randomUUID();
    await call('StartExecution', { stateMachineArn, name: id, input: JSON.stringify({ id, n: 0 }) });
    if (!early.delete(id)) await new Promise(done => waiting.set(id, done));
  };
  return { one, stop: async () => { child.send('stop'); await new Promise(done => child.on('exit', done)); return workerCpu; } };
}

async function starts() {
  const { stateMachineArn } = await machine({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 86400, End: true } } });
  return { one: () => call('StartExecution', { stateMachineArn, name: randomUUID(), input: '{}' }), stop: async () => 0 };
}

const machine = definition => call('CreateStateMachine', { name: 'bench-' + randomUUID(), definition: JSON.stringify(definition), roleArn: role });

if (mode === 'worker') {
  await worker(process.argv[3]);
} else {
  const work = mode === 'steps' ? await steps() : await starts();
  const before = snapshot();
  const result = await closed(work.one, runners, warm, seconds);
  const workerCpu = await work.stop();
  const after = snapshot();
  after.cpu.worker = workerCpu;
  before.cpu.worker = 0;
  console.log(JSON.stringify({ mode, ...result, ...cost(before, after, result.all) }));
  process.exit(0);
}
