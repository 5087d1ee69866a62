// What a tenant does who means it ill, each kind until a moment that it is told. Used by fairness.mjs (F6).
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';

const sleep = ms => new Promise(done => setTimeout(done, ms));
const pick = list => list[Math.floor(Math.random() * list.length)];
const noise = length => Buffer.from(Array.from({ length }, () => Math.floor(Math.random() * 256)));

/** Machines whose expressions cost all that they are let: time, memory, depth, output. */
export const EXPRESSIONS = [
  '$sum([1..9999999])',
  '$match($join([1..60].("a")) & "!", /^(a+)+$/)',
  '($f := function($n) { 1 + $f($n + 1) }; $f(0))',
  '$pad("", 50000000, "x")',
  '$reduce([1..40], function($a, $i) { $a & $a }, "xy")',
  '[1..3000].[1..3000].{"k": $}',
].map(text => ({ QueryLanguage: 'JSONata', StartAt: 'S', States: { S: { Type: 'Pass', Output: `{% ${text} %}`, End: true } } }));

const BOMBS = [
  '{"input":"' + '['.repeat(100_000) + ']'.repeat(100_000) + '"}',
  '['.repeat(100_000),
  '{"input":' + '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000) + '}',
  '{' + Array.from({ length: 200_000 }, (_, i) => `"k${i}":1`).join(',') + '}',
  '{"input":"1' + '0'.repeat(1_000_000) + '"}',
  '{"input":"' + 'x'.repeat(20_000_000) + '"}',
  Buffer.concat([Buffer.from('{"input":"'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"}')]),
  '{"input":"\\ud800"}',
];

const WIRE = [
  () => noise(200),
  () => 'GET /v1/executions HTTP/1.1\r\nHost: a\r\nHost: b\r\n' + 'x: y\r\n'.repeat(500) + '\r\n',
  () => 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  () => 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx',
  () => 'GET /' + '%00'.repeat(5_000) + ' HTTP/1.1\r\nHost: a\r\n\r\n',
  () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' + noise(100).toString('latin1'),
  () => 'GET /v1/executions HTTP/1.1\r\nHost: a\r\nAuthorization: ' + 'A'.repeat(60_000) + '\r\n\r\n',
];

/** Sends a body and tells the status; 0 when the server hung up. */
function send(target, method, path, body, agent) {
  const url = new URL(target.endpoint);
  return new Promise(resolve => {
    const headers = { authorization: 'Bearer ' + target.key, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const request = http.request({ host: url.hostname, port: url.port, method, path, headers, agent }, answer => {
      answer.resume();
      answer.on('close', () => resolve(answer.statusCode));
    });
    request.on('error', () => resolve(0));
    request.end(body);
  });
}

function count(seen, status) {
  const kind = status === 0 ? 'cut' : `${Math.floor(status / 100)}xx`;
  seen[kind] = (seen[kind] ?? 0) + 1;
}

/** So many at a time, one after another. */
async function crowd(size, until, one) {
  const seen = {};
  const agent = new http.Agent({ keepAlive: true });
  await Promise.all(Array.from({ length: size }, async () => {
    while (Date.now() < until) {
      count(seen, await one(agent));
    }
  }));
  agent.destroy();
  return seen;
}

/** A connection that says something, and a little more each second, until the time is over; resolves with whether it was cut, or turned away, before. */
function hang(target, first, every, until) {
  const url = new URL(target.endpoint);
  return new Promise(resolve => {
    const socket = net.connect(Number(url.port), url.hostname, () => socket.write(first));
    const drip = setInterval(() => socket.write(every), 1_000);
    const over = setTimeout(() => socket.destroy(), Math.max(0, until - Date.now()));
    let cut = false;
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.on('end', () => { cut = true; });
    socket.on('close', () => {
      clearInterval(drip);
      clearTimeout(over);
      resolve(cut || Date.now() < until - 500);
    });
  });
}

const ATTACKS = {
  expressions: (target, until) => crowd(8, until, agent => send(target, 'POST', pick(target.machines), '{"input":"{}"}', agent)),
  bombs: (target, until) => crowd(3, until, agent => send(target, 'POST', pick(target.machines), pick(BOMBS), agent)),
  definitions: (target, until) => crowd(4, until, agent => {
    const text = JSON.stringify(pick(EXPRESSIONS)).split('');
    for (let i = 0; i < 5; i++) text[Math.floor(Math.random() * text.length)] = pick([...'{}[]",:$%\\0aé']);
    return send(target, 'POST', '/v1/definitions/validate', JSON.stringify({ definition: text.join('') }), agent);
  }),
  wire: (target, until) => crowd(8, until, () => new Promise(resolve => {
    const url = new URL(target.endpoint);
    const socket = net.connect(Number(url.port), url.hostname, () => socket.end(pick(WIRE)()));
    let status = 0;
    socket.on('data', part => { status ||= Number(/^HTTP\/1\.[01] (\d{3})/.exec(part.toString('latin1'))?.[1] ?? 0); });
    socket.on('error', () => {});
    socket.on('close', () => resolve(status));
    socket.setTimeout(5_000, () => socket.destroy());
  })),
  grpc: (target, until) => crowd(4, until, () => new Promise(resolve => {
    const session = http2.connect(`http://${target.grpc}`);
    session.on('error', () => {});
    session.on('close', () => resolve(0));
    session.on('connect', () => {
      for (let i = 0; i < 200; i++) session.ping(() => {});
      for (let i = 0; i < 300; i++) {
        const stream = session.request({ ':method': 'POST', ':path': pick(['/stepwell.sfn.v1.StepFunctions/StartExecution', '/x/y']), 'content-type': 'application/grpc', authorization: 'Bearer ' + target.key });
        stream.on('error', () => {});
        if (i % 3) stream.close(http2.constants.NGHTTP2_CANCEL);
        else stream.end(noise(50));
      }
    });
    setTimeout(() => session.destroy(), 2_000);
  })),
  async slow(target, until) {
    const post = `POST ${target.machines[0]} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${target.key}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`;
    const kinds = [[1000, 'GET /v1/executions HTTP/1.1\r\nHost: a\r\n', 'x: y\r\n'], [1000, post, ' ']];
    const cut = await Promise.all(kinds.flatMap(([many, first, every]) => Array.from({ length: many }, async () => {
      await sleep(Math.random() * 3_000);
      return hang(target, first, every, until);
    })));
    return { opened: cut.length, cut: cut.filter(Boolean).length };
  },
};

/** What there is. */
export const KINDS = Object.keys(ATTACKS);

/** Does one of them until then; tells what came of it. */
export const attack = (target, kind, until) => ATTACKS[kind](target, until);
