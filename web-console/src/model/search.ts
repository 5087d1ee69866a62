import { type ExecutionFilter, type ExecutionStatus, STATUSES } from '../api/types';
import type { Picks } from './focus';

/** The words of an address: what a view shows, as text. Every selection of every page goes through these functions and back. */
export type Words = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads the part of an address behind the question mark. A name that stands twice has a list. */
export function readWords(text: string): Words {
  const words: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = words[name];
    words[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return words;
}

/** Writes it, with the question mark; empty for nothing. */
export function writeWords(words: Words): string {
  const text = new URLSearchParams(
    Object.entries(words).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((one) => [name, one] as [string, string]))),
  ).toString();
  return text === '' ? '' : `?${text}`;
}

const one = (value: Words[string]): string | undefined => (typeof value === 'string' ? value : value?.[0]);
const many = (value: Words[string]): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value);

/** No question takes more. */
const MOST_CONDITIONS = 5;

/** The filter that an address names; words that mean nothing are left out. */
export function readFilter(words: Words): ExecutionFilter {
  const status = many(words.status).filter((word): word is ExecutionStatus => (STATUSES as readonly string[]).includes(word));
  const filter: Record<string, unknown> = status.length === 0 ? {} : { status: STATUSES.filter((each) => status.includes(each)) };
  for (const member of ['stateMachineArn', 'name', 'error', 'text'] as const) {
    const text = one(words[member]);
    if (text !== undefined && text !== '') {
      filter[member] = text;
    }
  }
  const attribute = many(words.attribute).filter((each) => each !== '');
  if (attribute.length > 0) {
    filter.attribute = attribute.slice(0, MOST_CONDITIONS);
  }
  for (const member of ['startedAfter', 'startedBefore', 'stoppedAfter', 'stoppedBefore'] as const) {
    const text = one(words[member]);
    if (text !== undefined && !Number.isNaN(Date.parse(text))) {
      filter[member] = new Date(text).toISOString();
    }
  }
  return filter;
}

/** The address of a filter: what {@link readFilter} reads back. */
export function writeFilter(filter: ExecutionFilter): Words {
  return { ...filter } as Words;
}

export const VIEWS = ['graph', 'timeline', 'events', 'data', 'definition'] as const;

/** Which of its faces the page of an execution shows. */
export type View = (typeof VIEWS)[number];

/** What the page of an execution shows. */
export interface ExecutionView {
  readonly view: View;
  /** The state or visit whose details are shown. */
  readonly state: string | undefined;
  readonly attempt: number | undefined;
  readonly event: number | undefined;
  readonly picks: Picks;
  readonly folded: readonly string[];
}

/** Reads what the page of an execution shows. */
export function readView(words: Words): ExecutionView {
  const iterations: Record<number, number> = {};
  for (const pick of many(words.item)) {
    const [visit, index] = pick.split('.').map(Number);
    if (visit !== undefined && index !== undefined && Number.isSafeInteger(visit) && Number.isSafeInteger(index)) {
      iterations[visit] = index;
    }
  }
  return {
    view: VIEWS.find((view) => view === one(words.view)) ?? 'graph',
    state: one(words.state),
    attempt: number(one(words.attempt)),
    event: number(one(words.event)),
    picks: { visits: many(words.visit).map(Number).filter(Number.isSafeInteger), iterations },
    folded: many(words.fold),
  };
}

/** The address of what the page of an execution shows. */
export function writeView({ view, state, attempt, event, picks, folded }: ExecutionView): Words {
  const items = Object.entries(picks.iterations).map(([visit, index]) => `${visit}.${index}`);
  return {
    view: view === 'graph' ? undefined : view,
    state,
    attempt: attempt === undefined ? undefined : String(attempt),
    event: event === undefined ? undefined : String(event),
    visit: picks.visits.length === 0 ? undefined : picks.visits.map(String),
    item: items.length === 0 ? undefined : items,
    fold: folded.length === 0 ? undefined : folded,
  };
}

function number(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || text === '' || !Number.isSafeInteger(value) ? undefined : value;
}
