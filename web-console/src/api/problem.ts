/** Why the server refused, in the terms of RFC 9457 and with AWS's name for it; status 0 when it did not answer at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    detail: string,
    readonly requestId: string,
  ) {
    super(detail);
    this.name = 'Problem';
  }

  /** Whether the same question may be answered later: the server is away or starting. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }

  /** Whether too much was asked, so that the same question will be answered a little later. */
  get isThrottled(): boolean {
    return this.status === 429 || /Throttling|TooManyRequests/.test(this.error);
  }

  /** Whether nobody is signed in any more. */
  get isSignedOut(): boolean {
    return this.status === 401;
  }

  /** Whether the one signed in may not ask this. */
  get isForbidden(): boolean {
    return this.status === 403 || /^(AccessDenied|OperationNotPermitted)/.test(this.error);
  }

  /** Whether somebody else has changed it since it was read. */
  get isStale(): boolean {
    return this.status === 412;
  }

  /** Whether what was asked for is not there. */
  get isGone(): boolean {
    return this.status === 404 || /DoesNotExist|NotFound|UnknownResource/.test(this.error);
  }
}

/** Reads an answer that is not a success. Whatever has no problem's shape keeps its status. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => ({}));
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (member: string) => (typeof said[member] === 'string' ? said[member] : '');
  return new Problem(
    response.status,
    text('error') || text('title') || `HTTP ${response.status}`,
    text('detail') || text('title') || 'The server gave no reason.',
    text('requestId') || (response.headers.get('x-amzn-requestid') ?? ''),
  );
}

/** What is thrown when no answer came. */
export function noAnswer(): Problem {
  return new Problem(0, 'NoAnswer', 'The server does not answer. It may be restarting; this page goes on by itself.', '');
}

/** Any thrown thing as a problem. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem(-1, 'Unexpected', String(thrown), '');
}
