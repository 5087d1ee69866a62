import { noAnswer, readProblem } from './problem';

/** What a request may carry in its address; undefined members are left out, lists are repeated. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** The parts of a path as one text, each percent-encoded: an ARN is one segment. */
export function path(...segments: readonly string[]): string {
  return `/v1/${segments.map(encodeURIComponent).join('/')}`;
}

/** Adds a query to a path. */
export function withQuery(to: string, query: Query): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') {
        words.append(name, String(one));
      }
    }
  }
  const text = words.toString();
  return text === '' ? to : `${to}?${text}`;
}

/**
 * The only one who asks the server. Sends the session's cookie with everything, and with what changes something the token that proves
 * that this page sent it. Failures are thrown as {@link Problem}.
 */
export class Client {
  private csrfToken = '';

  /** What was read last at an address, where the server says how it can be told from what it becomes. */
  private readonly seen = new Map<string, string>();

  /** Takes the token of the session that all later changes are made under. */
  carry(csrfToken: string): void {
    this.csrfToken = csrfToken;
  }

  get<T>(to: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
    return this.ask<T>('GET', withQuery(to, query), undefined, signal);
  }

  post<T>(to: string, body: unknown = {}): Promise<T> {
    return this.ask<T>('POST', to, body);
  }

  /** Changes what stands at an address, unless somebody else has since it was read there: 412 then, and nothing is changed. */
  put<T>(to: string, body: unknown): Promise<T> {
    return this.ask<T>('PUT', to, body);
  }

  delete<T>(to: string): Promise<T> {
    return this.ask<T>('DELETE', to);
  }

  private note(method: string, to: string, tag: string | null): void {
    if (method === 'GET' && tag !== null) {
      this.seen.set(to, tag);
    } else if (method !== 'GET') {
      this.seen.delete(to);
    }
  }

  private async ask<T>(method: string, to: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
    if (method !== 'GET') {
      headers['X-CSRF-Token'] = this.csrfToken;
    }
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const tag = method === 'PUT' ? this.seen.get(to) : undefined;
    if (tag !== undefined) {
      headers['If-Match'] = tag;
    }
    const response = await fetch(to, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    }).catch((thrown: unknown) => {
      throw signal?.aborted === true ? thrown : noAnswer();
    });
    if (!response.ok) {
      throw await readProblem(response);
    }
    const text = await response.text();
    this.note(method, to, response.headers.get('etag'));
    return (text === '' ? {} : JSON.parse(text)) as T;
  }
}

/** The page's one client. */
export const client = new Client();
