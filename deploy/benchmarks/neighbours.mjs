// node neighbours.mjs PER_SECOND HOSTILE SECONDS ROUNDS
// Small executions at a steady rate, in turn alone and beside HOSTILE runners of expressions written to hurt. Prints a line of JSON for
// each round, and the ratio over all.
import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { call } from './aws.mjs';
import { open, percentiles } from './measure.mjs';

const HOSTILE = [
  '($f := function($x) { $f($x + 1) }; $f(1))',
  "$match($pad('a', 40, 'a') & '!', /^(a+)+$/)",
  '$reduce([1..60], function($a, $b) { $append($a, $a) }, [1])',
  '$map([1..10000], function($x) { $map([1..10000], function($y) { $x * $y }) })',
  '[1..3000].([1..3000])',
  "$distinct([1..100000].($string($)))",
];
const role = () => `arn:aws:iam::${process.env.STEPWELL_ACCOUNT}:role/bench`;
const machine = states => call('CreateStateMachine', {
  name: 'bench-' + randomUUID(), roleArn: role(),
  definition: JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: states }),
});

async function run(stateMachineArn, pause) {
  const { executionArn } = await call('StartExecution', { stateMachineArn, input: '{"n":1}' });
  while ((await call('DescribeExecution', { executionArn })).status === 'RUNNING') await new Promise(done => setTimeout(done, pause));
}

async function hostile(runners) {
  const machines = [];
  for (const expression of HOSTILE) {
    machines.push((await machine({ A: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } })).stateMachineArn);
  }
  process.send('ready');
  await Promise.all(Array.from({ length: runners }, async (_, i) => {
    for (let n = i; ; n++) await run(machines[n % machines.length], 20).catch(() => {});
  }));
}

/** Hostile runners in a process of their own, until it is killed. */
async function besiege(runners) {
  const env = process.env;
  const child = fork(process.argv[1], ['hostile', runners], { env: {
    ...env,
    AWS_ACCESS_KEY_ID: env.HOSTILE_ACCESS_KEY_ID ?? env.AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: env.HOSTILE_SECRET_ACCESS_KEY ?? env.AWS_SECRET_ACCESS_KEY,
    STEPWELL_ACCOUNT: env.HOSTILE_ACCOUNT ?? env.STEPWELL_ACCOUNT,
  } });
  await new Promise(ready => child.once('message', ready));
  return child;
}

if (process.argv[2] === 'hostile') {
  await hostile(+process.argv[3]);
} else {
  const [perSecond, hostiles, seconds, rounds] = process.argv.slice(2).map(Number);
  const { stateMachineArn } = await machine({ A: { Type: 'Pass', Output: '{% $states.input.n + 1 %}', Next: 'B' }, B: { Type: 'Succeed' } });
  const seen = { alone: [], beside: [] };
  await open(() => run(stateMachineArn, 5), perSecond, 0, 10); // warm
  for (let round = 0; round < rounds; round++) {
    for (const mode of ['alone', 'beside']) {
      const child = mode === 'beside' ? await besiege(hostiles) : undefined;
      const { latencies, errors } = await open(() => run(stateMachineArn, 5), perSecond, 3, seconds);
      child?.kill();
      seen[mode].push(...latencies);
      console.log(JSON.stringify({ round, mode, errors, ms: percentiles(latencies) }));
      await new Promise(rest => setTimeout(rest, 2000)); // what the hostile left behind ends
    }
  }
  const [alone, beside] = [percentiles(seen.alone), percentiles(seen.beside)];
  console.log(JSON.stringify({ hostile: hostiles, perSecond, alone, beside, p99_ratio: +(beside.p99 / alone.p99).toFixed(2) }));
  process.exit(0);
}
