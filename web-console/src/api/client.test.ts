import { afterEach, describe, expect, it, vi } from 'vitest';
import { Client, path, withQuery } from './client';
import { Problem } from './problem';

afterEach(() => vi.unstubAllGlobals());

function answering(response: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return Promise.resolve().then(response);
  });
  return asked;
}

describe('Client', () => {
  it('proves with a token that it is this page that changes something, and only then', async () => {
    const asked = answering(() => Response.json({}));
    const client = new Client();
    client.carry('token');
    await client.get('/v1/a');
    await client.post('/v1/a', { b: 1 });
    await client.delete('/v1/a');
    const tokens = asked.map(({ init }) => (init.headers as Record<string, string>)['X-CSRF-Token']);
    expect(tokens).toEqual([undefined, 'token', 'token']);
    expect(asked.map(({ init }) => init.credentials)).toEqual(['same-origin', 'same-origin', 'same-origin']);
  });

  it('changes only what is still as it was read', async () => {
    const asked = answering(() => Response.json({}, { headers: { etag: '"1"' } }));
    const client = new Client();
    await client.get('/v1/a');
    await client.put('/v1/b', {});
    await client.put('/v1/a', {});
    await client.put('/v1/a', {});
    const conditions = asked.map(({ init }) => (init.headers as Record<string, string>)['If-Match']);
    expect(conditions).toEqual([undefined, undefined, '"1"', undefined]);
  });

  it('throws what the server said, with its name for it and the request’s id', async () => {
    answering(() => Response.json({ title: 't', detail: 'no such thing', error: 'ExecutionDoesNotExist', requestId: 'r' }, { status: 400 }));
    const problem = await new Client().get('/v1/a').catch((thrown: unknown) => thrown);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ status: 400, error: 'ExecutionDoesNotExist', message: 'no such thing', requestId: 'r', isGone: true, isPassing: false });
  });

  it('bears an answer that is no problem of ours', async () => {
    answering(() => new Response('<html>', { status: 502, headers: { 'x-amzn-requestid': 'from-the-header' } }));
    expect(await new Client().get('/v1/a').catch((thrown: unknown) => thrown)).toMatchObject({ status: 502, requestId: 'from-the-header', isPassing: true });
  });

  it('says that nobody answers', async () => {
    answering(() => Promise.reject(new TypeError('refused')));
    expect(await new Client().get('/v1/a').catch((thrown: unknown) => thrown)).toMatchObject({ status: 0, isPassing: true });
  });

  it('reads an empty answer as nothing', async () => {
    answering(() => new Response(''));
    expect(await new Client().delete('/v1/a')).toEqual({});
  });
});

describe('addresses of questions', () => {
  it('hold an ARN as one segment, and lists as repeated words', () => {
    expect(path('executions', 'arn:aws:x/y?z', 'history')).toBe('/v1/executions/arn%3Aaws%3Ax%2Fy%3Fz/history');
    expect(withQuery('/v1/a', { status: ['A', 'B'], name: 'x&y', none: undefined, empty: '' })).toBe('/v1/a?status=A&status=B&name=x%26y');
  });
});
