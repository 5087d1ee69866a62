// node fairness.mjs [--json FILE] [f1 f2 f3 f5 f6[=KIND,...]]
// The targets of fairness between tenants, against the server of the environment: tenants are made by the operator's key (OPERATOR_KEY), and each
// asks over REST with a bearer key of its own. What is timed is StartExecution, which is answered when the first states are durable.
import { fork } from 'node:child_process';
import http from 'node:http';
import os from 'node:os';
import { writeFileSync } from 'node:fs';
import { attack, EXPRESSIONS, KINDS } from './hostile.mjs';
import { percentiles } from './measure.mjs';

const endpoint = new URL(process.env.STEPWELL_ENDPOINT);
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
const sleep = ms => new Promise(done => setTimeout(done, ms));
const round = (number, digits = 3) => +number.toFixed(digits);
const SMALL = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Wait', Seconds: 1, Next: 'C' }, C: { Type: 'Pass', End: true } } };
// Work enough for the server to be what there is too little of, and not the drivers.
const LARGE = { QueryLanguage: 'JSONata', StartAt: 'S0', States: Object.fromEntries(Array.from({ length: 40 }, (_, i) => ['S' + i,
  { Type: 'Pass', Output: '{% $sum([1..50]) %}', ...(i < 39 ? { Next: 'S' + (i + 1) } : { End: true }) }])) };

/** Resolves with an answer, rejects with AWS's name of the error. */
function ask(key, method, path, input) {
  const body = input === undefined ? undefined : JSON.stringify(input);
  const headers = { authorization: 'Bearer ' + key, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }) };
  return new Promise((resolve, reject) => {
    const request = http.request({ host: endpoint.hostname, port: endpoint.port, method, path, agent, headers }, answer => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', part => { text += part; });
      answer.on('end', () => (answer.statusCode < 300 ? resolve(text ? JSON.parse(text) : {}) : reject(new Error(text))));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const starter = (apiKey, path) => () => ask(apiKey, 'POST', path, { input: '{}' });

async function tenant(name, definition) {
  const { tenant: made, apiKey } = await ask(process.env.OPERATOR_KEY, 'POST', '/v1/tenants', { name });
  const { stateMachineArn } = await ask(apiKey, 'POST', '/v1/stateMachines', {
    name: 'fair', roleArn: `arn:aws:iam::${made.account}:role/fair`, definition: JSON.stringify(definition) });
  const path = `/v1/stateMachines/${encodeURIComponent(stateMachineArn)}/executions`;
  return { account: made.account, apiKey, path, start: starter(apiKey, path) };
}

const tenants = (prefix, count, definition = SMALL) => Promise.all(Array.from({ length: count }, (_, i) => tenant(`${prefix}-${i + 1}`, definition)));
const set = (who, name, values) => ask(process.env.OPERATOR_KEY, 'PATCH', `/v1/tenants/${who.account}/quotas/${name}`, values);

/** One start at a random moment of each second, until it is said that it is enough. */
async function quietly(who, seen, until) {
  while (!until.over) {
    const from = performance.now();
    const wait = Math.random() * 1000;
    await sleep(wait);
    if (until.over) return;
    const asked = performance.now();
    await who.start().then(() => { seen.latencies.push(performance.now() - asked); }, why => { seen.errors.push(String(why).slice(0, 200)); });
    await sleep(Math.max(0, 1000 - (performance.now() - from)));
  }
}

async function quiet(all, during) {
  const seen = { latencies: [], errors: [] };
  const until = { over: false };
  const running = all.map(who => quietly(who, seen, until));
  await during();
  until.over = true;
  await Promise.all(running);
  return seen;
}

/** Starts so many executions, so many at a time, as fast as it is answered; whoever is refused waits a little and asks again, as SDKs do. */
async function dump(start, count, atOnce) {
  let left = count, refused = 0;
  const from = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (left-- > 0) {
      for (let again = true; again;) {
        again = await start().then(() => false, () => { refused++; return true; });
        if (again) await sleep(50 + Math.random() * 100);
      }
    }
  }));
  return { per_s: round(count / (performance.now() - from) * 1000, 0), refused };
}

/** Has this file do something in a process of its own: drivers that share a thread wait for each other, and hide what the server does. */
function child(...words) {
  return told(fork(process.argv[1], words));
}

/**
 * The same in what the others leave of the processors: who means it ill has machines of its own, and what is to be seen is what the server does
 * for it. Being nice is not enough: whoever is woken waits for the slice of whoever runs to end, however nice.
 */
function idly(...words) {
  return told(fork(process.argv[1], words, { execPath: 'chrt', execArgv: ['--idle', '0', process.execPath] }));
}

function told(driver) {
  return new Promise((resolve, reject) => {
    driver.once('message', resolve);
    driver.once('exit', () => reject(new Error('a driver broke off')));
  });
}
const apart = (what, who, ...rest) => child(what, who.apiKey, who.path, ...rest);
const flood = (who, count, atOnce) => apart('dump', who, count, atOnce);

async function f1() {
  const nine = await tenants('quiet', 9);
  const [loud] = await tenants('loud', 1);
  await flood(loud, 5000, 128); // warm
  await quiet(nine, () => sleep(5000));
  const alone = await quiet(nine, () => sleep(30000));
  const floods = [];
  const beside = await quiet(nine, async () => {
    const end = performance.now() + 30000;
    while (performance.now() < end) {
      floods.push(await flood(loud, 5000, 128));
    }
  });
  const [solo, flooded] = [percentiles(alone.latencies), percentiles(beside.latencies)];
  const errors = alone.errors.length + beside.errors.length;
  return { target: 'F1', what: 'p99 of nine at 1/s beside floods of 5,000: at most twice alone, or 250 ms', solo, flooded, floods, errors,
    ...(errors ? { lastError: beside.errors.at(-1) } : {}), held: errors === 0 && flooded.p99 <= Math.max(250, 2 * solo.p99) };
}

/** What one gets done in a window that asks for so many at a time. */
async function press(start, runners, seconds) {
  const begin = performance.now() + 5000, end = begin + seconds * 1000;
  let done = 0, refused = 0;
  await Promise.all(Array.from({ length: runners }, async () => {
    while (performance.now() < end) {
      await start().then(() => { if (performance.now() >= begin && performance.now() < end) done++; }, () => { refused++; return sleep(100 + Math.random() * 200); });
    }
  }));
  return { done, refused };
}

/** What each gets done, everybody asking for all that he can. */
async function saturate(who, runners, seconds) {
  const all = await Promise.all(who.map((one, i) => apart('press', one, runners(i), seconds)));
  return { done: all.map(one => one.done), refused: all.reduce((sum, one) => sum + one.refused, 0) };
}

async function f2() {
  const ten = await tenants('equal', 10, LARGE);
  const { done, refused } = await saturate(ten, i => 16 + 4 * i, 20);
  const sum = done.reduce((a, b) => a + b, 0);
  const jain = sum * sum / (10 * done.reduce((a, b) => a + b * b, 0));
  return { target: 'F2', what: 'Jain\'s index of ten equal tenants, of which the last asks by 52 at a time and the first by 16: at least 0.95', jain: round(jain),
    per_s: round(sum / 20, 0), shares: done.map(count => round(count / sum)), refused, held: jain >= 0.95 };
}

async function f3() {
  const weights = [1, 2, 4];
  const three = await tenants('weighted', 3, LARGE);
  await Promise.all(three.map((who, i) => set(who, 'DispatchWeight', { size: weights[i] })));
  await sleep(12000); // in force within ten seconds
  const { done, refused } = await saturate(three, () => 96, 20);
  const sum = done.reduce((a, b) => a + b, 0);
  const shares = done.map(count => count / sum);
  return { target: 'F3', what: 'shares of weights 1:2:4, each asking by 96 at a time: within 10 % of theirs', per_s: round(sum / 20, 0),
    shares: shares.map(share => round(share)), wanted: weights.map(weight => round(weight / 7)), refused,
    held: shares.every((share, i) => Math.abs(share * 7 / weights[i] - 1) <= 0.1) };
}

async function f5() {
  const [who] = await tenants('bucket', 1);
  await set(who, 'StartExecution', { size: 500, refill: 100 });
  await sleep(12000);
  let let_in = 0, refused = 0;
  const from = performance.now();
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (performance.now() < from + 15000) {
      await who.start().then(() => { let_in++; }, () => { refused++; return sleep(5); });
    }
  }));
  const wanted = 500 + 100 * (performance.now() - from) / 1000;
  return { target: 'F5', what: 'let in by a bucket of 500 that gets 100 a second back, in 15 s: within 2 %', let_in, wanted: round(wanted, 0), refused,
    held: Math.abs(let_in / wanted - 1) <= 0.02 };
}

/** What a hostile tenant does, each kind by a process of its own that gives way to the server and to those who mean it well, as if it were elsewhere. */
async function hostile(who, machines, kinds, seconds) {
  const target = JSON.stringify({ endpoint: endpoint.href, grpc: process.env.STEPWELL_GRPC, key: who.apiKey, machines });
  const seen = await Promise.all(kinds.map(kind => idly('hostile', target, kind, seconds)));
  return Object.fromEntries(kinds.map((kind, i) => [kind, seen[i]]));
}

async function f6(kinds = KINDS) {
  const nine = await tenants('honest', 9);
  const [bad] = await tenants('hostile', 1);
  const machines = await Promise.all(EXPRESSIONS.map(async (definition, i) => {
    const { stateMachineArn } = await ask(bad.apiKey, 'POST', '/v1/stateMachines', {
      name: `hostile-${i}`, roleArn: `arn:aws:iam::${bad.account}:role/fair`, definition: JSON.stringify(definition) });
    return `/v1/stateMachines/${encodeURIComponent(stateMachineArn)}/executions`;
  }));
  await flood(nine[0], 5000, 64); // warm
  await quiet(nine, () => hostile(bad, machines, kinds, 40)); // for the attack's code too: what is timed is not the compiler of a server just started
  await quiet(nine, () => sleep(5000));
  const alone = percentiles((await quiet(nine, () => sleep(30000))).latencies);
  let attacks;
  const beside = await quiet(nine, async () => { attacks = await hostile(bad, machines, kinds, 60); });
  const attacked = percentiles(beside.latencies);
  return { target: 'F6', what: 'nine at 1/s beside one who does all at once: hostile expressions, JSON bombs, broken definitions, wire and gRPC noise, 2,000 slow clients; no errors, p99 at most twice alone',
    alone, attacked, attacks, errors: beside.errors.length, ...(beside.errors.length ? { lastError: beside.errors.at(-1) } : {}),
    held: beside.errors.length === 0 && attacked.p99 <= 2 * alone.p99 };
}

if (process.argv[2] === 'hostile') {
  process.send(await attack(JSON.parse(process.argv[3]), process.argv[4], Date.now() + Number(process.argv[5]) * 1000));
  process.exit(0);
}
const drivers = { dump, press };
if (process.argv[2] in drivers) {
  const [what, key, path, ...rest] = process.argv.slice(2);
  process.send(await drivers[what](starter(key, path), ...rest.map(Number)));
  process.exit(0);
}

const targets = { f1, f2, f3, f5, f6 };
const words = process.argv.slice(2);
const file = words[0] === '--json' ? words.splice(0, 2)[1] : undefined;
const results = [];
for (const name of words.length ? words : Object.keys(targets)) {
  const load = round(os.loadavg()[0], 1);
  const [target, parts] = name.split('=');
  const result = { ...await targets[target](parts?.split(',')), load, date: new Date().toISOString() };
  console.log(JSON.stringify(result));
  results.push(result);
}
if (file) writeFileSync(file, JSON.stringify(results, null, 1) + '\n');
process.exit(results.every(result => result.held) ? 0 : 1);
