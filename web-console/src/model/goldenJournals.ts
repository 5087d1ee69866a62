import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryEvent } from '../api/types';

/** A golden case of the engine, read as the history that its records print, with the visit that the engine's frames say it belongs to. */
export interface GoldenCase {
  readonly name: string;
  readonly definition: string;
  readonly events: readonly HistoryEvent[];
  /** The event that entered the state which an event belongs to, for events of a state. */
  readonly entered: ReadonlyMap<number, number>;
}

const FOLDER = join(import.meta.dirname, '../../../execution-plane/engine/src/test/resources/golden');
const RECORD = /^(\d+) <- (\d+) (\d+)ms (\w+)(?:\[(.*)\])?$/s;
const FAMILIES: Readonly<Record<string, string>> = { ACTIVITY: 'Activity', FUNCTION: 'LambdaFunction', SERVICE: 'Task' };

const title = (kind: string) => kind.charAt(0) + kind.slice(1).toLowerCase();
const member = (text: string, name: string) => new RegExp(`(?:^|, )${name}=([^,\\]]*)`).exec(text)?.[1];
const optional = (text: string, name: string) => new RegExp(`(?:^|, )${name}=Optional\\[([^\\]]*)\\]`).exec(text)?.[1];

/** All golden cases whose records are events. */
export function goldenCases(): GoldenCase[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { definition, expect } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { definition: unknown; expect: string[] };
      return { name: file, definition: JSON.stringify(definition), ...read(expect) };
    });
}

function read(lines: readonly string[]): Pick<GoldenCase, 'events' | 'entered'> {
  const events: HistoryEvent[] = [];
  const entered = new Map<number, number>();
  const frames = new Map<string, number>();
  const owners = new Map<string, string>();
  for (const line of lines) {
    const [, id, previous, at, record, text = ''] = RECORD.exec(line) ?? [];
    if (id === undefined || record === undefined) {
      continue;
    }
    const frame = member(text, 'frame');
    const name = member(text, 'name');
    if (record === 'Entered' && frame !== undefined && name !== undefined) {
      frames.set(frame, Number(id));
      owners.set(name, frame);
    }
    const owner = record.startsWith('Iteration') ? owners.get(name ?? '') : frame;
    const entry = owner === undefined ? undefined : frames.get(owner);
    if (entry !== undefined) {
      entered.set(Number(id), entry);
    }
    events.push({ id: Number(id), previousEventId: Number(previous), timestamp: new Date(Number(at)).toISOString(), type: typeOf(record, text), details: undefined, theEventDetails: detailsOf(text) });
  }
  return { events, entered };
}

function detailsOf(text: string): Record<string, unknown> {
  const index = member(text, 'index');
  const output = /(?:^|, )output=(.*?)(?:, assigned=.*)?$/s.exec(text)?.[1];
  return {
    name: member(text, 'name'),
    state: text.includes('location=') ? member(text, 'state') : undefined,
    ...(index === undefined ? {} : { index: Number(index) }),
    error: optional(text, 'error') ?? undefined,
    output,
    resource: member(text, 'resource'),
    length: /items=\[(.*?)\]/.exec(text) === null ? undefined : 0,
  };
}

function typeOf(record: string, text: string): string {
  const kind = title(member(text, 'kind') ?? '');
  const family = FAMILIES[/family=TaskFamily\[kind=(\w+)/.exec(text)?.[1] ?? ''];
  if (record === 'Entered' || record === 'Exited' || (record === 'Aborted' && text.includes('kind='))) {
    return `${kind}State${record}`;
  }
  if (family !== undefined) {
    return `${family}${record}`;
  }
  if (record.startsWith('Iteration')) {
    return `Map${record}`;
  }
  const block = /^(Map|Parallel)(\w+)$/.exec(record);
  return block === null ? (record === 'EvaluationFailed' ? record : `Execution${record}`) : `${block[1]}State${block[2]}`;
}
