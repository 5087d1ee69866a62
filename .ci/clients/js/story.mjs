// The story of all actions of Step Functions, told by the AWS SDK for JavaScript v3, unmodified: node story.mjs STORY. What a step means
// stands in deploy/clients/stories/README.md.
import * as sdk from '@aws-sdk/client-sfn';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const PATIENCE_MS = 60_000;
const client = new sdk.SFNClient({
  endpoint: process.env.AWS_ENDPOINT_URL, region: process.env.AWS_DEFAULT_REGION, disableHostPrefix: true, maxAttempts: 1,
});
const known = { name: `story-js-${process.pid}-${Date.now()}`, account: process.env.STEPWELL_ACCOUNT, region: process.env.AWS_DEFAULT_REGION };

function filled(value, names) {
  if (typeof value === 'string') return value.replace(/\$\{(\w+)\}/g, (_, name) => names[name]);
  if (Array.isArray(value)) return value.map((each) => filled(each, names));
  if (value === null || typeof value !== 'object') return value;
  if ('$json' in value) return JSON.stringify(filled(value.$json, names));
  if ('$repeat' in value) return value.$repeat.repeat(value.$times);
  if ('$of' in value) return Array.from({ length: value.$times }, (_, i) => filled(value.$of, { ...names, i: String(i) }));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filled(member, names)]));
}

const found = (answer, path) => path.split('.').reduce((at, step) => at?.[step], answer) ?? null;

async function tell(step) {
  const request = filled(step.with ?? {}, known);
  const wanted = Object.entries(filled(step.until ?? step.expect ?? {}, known));
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    let answer;
    try {
      answer = await client.send(new sdk[`${step.ask}Command`](request));
    } catch (error) {
      assert.equal(error.name, step.error, `${JSON.stringify(step)} ${error.message}`);
      return;
    }
    const wrong = wanted.filter(([path, value]) => found(answer, path) !== value);
    if (!step.error && wrong.length === 0) {
      for (const [name, path] of Object.entries(step.keep ?? {})) known[name] = found(answer, path);
      return;
    }
    assert.ok((step.until || step.comes) && Date.now() < deadline, `${JSON.stringify(step)} ${JSON.stringify(wrong)}`);
  }
}

const { steps } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const actions = Object.keys(sdk).filter((name) => name.endsWith('Command') && name !== '$Command').map((name) => name.slice(0, -'Command'.length));
for (const step of steps) {
  for (let turn = 0; turn < (step.times ?? 1); turn++) {
    known.turn = String(turn);
    await tell(step);
  }
}
assert.deepEqual([...new Set(steps.map((step) => step.ask))].sort(), actions.sort());
console.log(`JavaScript v3: ${actions.length} actions of Step Functions, ${steps.filter((step) => step.error).length} refusals`);
