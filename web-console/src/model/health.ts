/** How the server or one of its parts fares; UNKNOWN when it did not answer or answered something else. */
export type Status = 'UP' | 'DOWN' | 'UNKNOWN';

/** Something that a part says of itself. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** One part of the server, such as its PostgreSQL. */
export interface Part {
  readonly name: string;
  readonly status: Status;
  /** What the part says of itself, in the order it said it. */
  readonly facts: readonly Fact[];
}

/** The server's health at one moment. */
export interface Health {
  readonly status: Status;
  readonly parts: readonly Part[];
}

/** The health of a server that does not answer. */
export const UNREACHABLE: Health = { status: 'UNKNOWN', parts: [] };

/** Reads the answer of GET /health. Whatever has another shape reads as UNKNOWN, never as UP. */
export function readHealth(answer: unknown): Health {
  const body = record(answer);
  return {
    status: status(body.status),
    parts: Object.entries(record(body.details))
      .map(([name, part]) => readPart(name, record(part)))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function readPart(name: string, part: Record<string, unknown>): Part {
  const facts = Object.entries(record(part.details))
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([fact, value]) => ({ name: fact, value: String(value) }));
  return { name, status: status(part.status), facts };
}

function status(value: unknown): Status {
  return value === 'UP' || value === 'DOWN' ? value : 'UNKNOWN';
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
