// node neighbours.mjs RUNNERS HOSTILE SECONDS
// Small executions alone, then beside HOSTILE runners of expressions written to hurt. Prints one line of JSON for each, and the ratio.
import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { call } from './aws.mjs';
import { closed } from './measure.mjs';

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

if (process.argv[2] === 'hostile') {
  await hostile(+process.argv[3]);
} else {
  const [runners, hostiles, seconds] = process.argv.slice(2).map(Number);
  const { stateMachineArn } = await machine({ A: { Type: 'Pass', Output: '{% $states.input.n + 1 %}', Next: 'B' }, B: { Type: 'Succeed' } });
  const measured = async () => closed(() => run(stateMachineArn, 2), runners, 5, seconds);
  const alone = await measured();
  console.log(JSON.stringify({ mode: 'alone', ...alone }));
  const env = process.env;
  const child = fork(process.argv[1], ['hostile', hostiles], { env: {
    ...env,
    AWS_ACCESS_KEY_ID: env.HOSTILE_ACCESS_KEY_ID ?? env.AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: env.HOSTILE_SECRET_ACCESS_KEY ?? env.AWS_SECRET_ACCESS_KEY,
    STEPWELL_ACCOUNT: env.HOSTILE_ACCOUNT ?? env.STEPWELL_ACCOUNT,
  } });
  await new Promise(ready => child.once('message', ready));
  const beside = await measured();
  child.kill();
  console.log(JSON.stringify({ mode: 'beside', hostile: hostiles, ...beside }));
  console.log(JSON.stringify({ p99_ratio: +(beside.ms.p99 / alone.ms.p99).toFixed(2) }));
  process.exit(0);
}
