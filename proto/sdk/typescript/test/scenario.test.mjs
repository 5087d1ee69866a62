// Plays ../../scenario.json, and compares what is seen with what stands there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { AwsError, Stepwell, TaskFailed, Worker } from '@stepwell/sdk';

const { steps } = JSON.parse(readFileSync(new URL('../../scenario.json', import.meta.url), 'utf8'));
const stepwell = Stepwell.fromEnvironment();
const names = { run: `typescript-${Date.now()}`, account: stepwell.arns.account };

const filled = text => text.replaceAll(/\$\{(\w+)}/g, (_, name) => names[name]);
const ask = ({ call, with: members }) => {
  const request = Object.fromEntries(Object.entries(members).map(([name, value]) => [name, filled(value)]));
  return stepwell.stepFunctions[call[0].toLowerCase() + call.slice(1)](request);
};

function at(answer, path) {
  const [head, tail] = path.split('[].');
  return tail === undefined ? answer[head] : answer[head].map(each => each[tail]);
}

const isMet = (wanted, answer) => Object.entries(wanted).every(([path, value]) => at(answer, path) === value);

async function work(activity, tasks) {
  const inputs = [];
  const worker = Worker.ofActivities(stepwell, { name: 'player', concurrency: 1 }, {
    [activity]: task => {
      const told = tasks[inputs.length];
      inputs.push(task.input);
      if (inputs.length === tasks.length) void worker.drain();
      if (told.error) throw new TaskFailed(told.error, told.cause);
      return told.output;
    },
  });
  await worker.ended;
  assert.deepEqual(inputs, tasks.map(task => task.input));
}

test('the story ends as it stands', { timeout: 60_000 }, async () => {
  for (const step of steps) {
    if (step.work) {
      await work(filled(step.work), step.tasks);
    } else if (step.fails) {
      await assert.rejects(ask(step), refusal => refusal instanceof AwsError && refusal.name === step.fails);
    } else {
      let answer = await ask(step);
      while (!isMet(step.until ?? {}, answer)) {
        await setTimeout(50);
        answer = await ask(step);
      }
      for (const [path, wanted] of Object.entries(step.expect ?? {})) assert.deepEqual(at(answer, path), wanted, path);
      for (const [name, member] of Object.entries(step.save ?? {})) names[name] = answer[member];
    }
  }
  stepwell.close();
});
