// A small AWS JSON client with real signatures: the drivers' cost must not hide the server's.
import http from 'node:http';
import { createHash, createHmac } from 'node:crypto';

const { AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: SECRET, AWS_DEFAULT_REGION: REGION, AWS_ENDPOINT_URL: ENDPOINT } = process.env;
const url = new URL(ENDPOINT);
const agent = new http.Agent({ keepAlive: true, maxSockets: 512 });
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const hash = text => createHash('sha256').update(text).digest('hex');

let derived = { day: '' };
function signingKey(day) {
  if (derived.day !== day) {
    derived = { day, key: ['states', 'aws4_request'].reduce(hmac, hmac(hmac('AWS4' + SECRET, day), REGION)) };
  }
  return derived.key;
}

function sign(target, body) {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const day = date.slice(0, 8);
  const names = 'content-type;host;x-amz-date;x-amz-target';
  const canonical = `POST\n/\n\ncontent-type:application/x-amz-json-1.0\nhost:${url.host}\nx-amz-date:${date}\nx-amz-target:${target}\n\n${names}\n${hash(body)}`;
  const scope = `${day}/${REGION}/states/aws4_request`;
  const signature = hmac(signingKey(day), `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash(canonical)}`).toString('hex');
  return {
    'content-type': 'application/x-amz-json-1.0', host: url.host, 'x-amz-date': date, 'x-amz-target': target,
    authorization: `AWS4-HMAC-SHA256 Credential=${KEY}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/** Calls one action; resolves with its answer, rejects with AWS's error name and message. */
export function call(action, input) {
  const body = JSON.stringify(input);
  const headers = { ...sign('AWSStepFunctions.' + action, body), 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = http.request({ host: url.hostname, port: url.port, method: 'POST', path: '/', agent, headers, timeout: 70000 }, answer => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', part => { text += part; });
      answer.on('end', () => {
        const value = text ? JSON.parse(text) : {};
        answer.statusCode === 200 ? resolve(value) : reject(new Error(`${value.__type}: ${value.message}`));
      });
    });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.end(body);
  });
}
