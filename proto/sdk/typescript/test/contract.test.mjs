// The whole contract is reached: every service has its methods, a deadline and a call that the server of the environment answers.
import { loadSync } from '@grpc/proto-loader';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AwsError, Stepwell } from '@stepwell/sdk';

const contract = fileURLToPath(new URL('../contract', import.meta.url));
const google = dirname(createRequire(import.meta.url).resolve('protobufjs'));
const stepwell = Stepwell.fromEnvironment();
after(() => stepwell.close());

/** Only browsers sign in and out: over REST, with cookies. */
const OF_BROWSERS = 'stepwell.platform.v1.Sessions';

/** The methods of each service that clients may ask, and of those alone. */
const services = Object.entries(
  loadSync(readdirSync(contract, { recursive: true }).filter(path => path.endsWith('.proto')), { includeDirs: [contract, google] }),
).filter(([name, each]) => name.startsWith('stepwell.') && !('type' in each) && name !== OF_BROWSERS);

const isAsked = ([, methods]) => Object.values(methods).some(method => !method.requestStream);
const camel = name => name[0].toLowerCase() + name.slice(1);

/** What Stepwell has for a service: the member that has all its methods and no other. */
function client([name, methods]) {
  const wanted = Object.keys(methods).map(camel).sort().join();
  const found = Object.values(stepwell).find(each => Object.keys(each).sort().join() === wanted);
  assert.ok(found, `there is no client of ${name}`);
  return found;
}

test('every service has a client', () => {
  assert.ok(services.length > 10);
  services.filter(isAsked).forEach(client);
  assert.deepEqual(services.filter(each => !isAsked(each)).map(([name]) => name), ['stepwell.worker.v1.Workers']);
  assert.equal(typeof stepwell.work, 'function');
});

test('every call has a deadline', () => {
  const { methodConfig } = JSON.parse(readFileSync(`${contract}/service-config.json`, 'utf8'));
  const known = new Set(methodConfig.flatMap(each => each.name).map(each => each.service));
  for (const [name] of services.filter(isAsked)) assert.ok(known.has(name), name);
});

test('each service answers', { timeout: 60_000 }, async () => {
  const text = readFileSync(new URL('../../calls.json', import.meta.url), 'utf8').replaceAll('${account}', stepwell.arns.account);
  const { calls } = JSON.parse(text);
  assert.deepEqual(calls.map(call => call.service).sort(), services.filter(isAsked).map(([name]) => name).sort());
  for (const { service, call, with: members, fails, has } of calls) {
    const asked = client(services.find(([name]) => name === service))[camel(call)](members);
    if (fails) {
      await assert.rejects(asked, refusal => refusal instanceof AwsError && refusal.name === fails, service);
    } else {
      const answer = await asked;
      for (const member of has) assert.ok(answer[member] !== undefined, `${service}: ${member}`);
    }
  }
});
