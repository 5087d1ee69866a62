import type { CloseStatus } from './steps';
import type { Words } from '../search';

export const CLOSE_STATUSES: readonly CloseStatus[] = ['COMPLETED', 'FAILED', 'CANCELED', 'TERMINATED', 'CONTINUED_AS_NEW', 'TIMED_OUT'];

/** The one thing besides time that AWS lets runs be found by. */
export type By =
  | { readonly by: 'workflowId'; readonly workflowId: string }
  | { readonly by: 'type'; readonly name: string; readonly version?: string }
  | { readonly by: 'tag'; readonly tag: string }
  | { readonly by: 'closeStatus'; readonly status: CloseStatus };

/** What runs of a domain are asked for: the same for a list and its count. Times are moments, or as long before now as it is asked. */
export interface SwfFilter {
  readonly state: 'open' | 'closed';
  /** Which time is looked at; that of closing for closed ones only. */
  readonly time: 'start' | 'close';
  readonly within?: Within;
  readonly after?: string;
  readonly before?: string;
  readonly by?: By;
}

const HOUR_MS = 3_600_000;
export const WITHIN = { '1h': HOUR_MS, '1d': 24 * HOUR_MS, '7d': 168 * HOUR_MS, '30d': 720 * HOUR_MS } as const;

/** A length of time before now. */
export type Within = keyof typeof WITHIN;

const one = (value: Words[string]): string | undefined => {
  const text = typeof value === 'string' ? value : value?.[0];
  return text === '' ? undefined : text;
};

/** The filter that an address names; words that mean nothing, or nothing together, are left out. */
export function readSwfFilter(words: Words): SwfFilter {
  const state = one(words.state) === 'closed' ? 'closed' : 'open';
  const within = (Object.keys(WITHIN) as Within[]).find((each) => each === one(words.within));
  const moment = (text: string | undefined) => (text === undefined || Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString());
  const [after, before] = within === undefined ? [moment(one(words.after)), moment(one(words.before))] : [];
  const by = readBy(words, state);
  return {
    state,
    time: state === 'closed' && one(words.time) === 'close' ? 'close' : 'start',
    ...(within === undefined ? {} : { within }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
    ...(by === undefined ? {} : { by }),
  };
}

function readBy(words: Words, state: SwfFilter['state']): By | undefined {
  const [workflowId, name, version, tag] = [one(words.workflowId), one(words.type), one(words.version), one(words.tag)];
  const status = CLOSE_STATUSES.find((each) => each === one(words.status));
  if (workflowId !== undefined) {
    return { by: 'workflowId', workflowId };
  }
  if (name !== undefined) {
    return { by: 'type', name, ...(version === undefined ? {} : { version }) };
  }
  if (tag !== undefined) {
    return { by: 'tag', tag };
  }
  return status === undefined || state === 'open' ? undefined : { by: 'closeStatus', status };
}

/** The address of a filter: what {@link readSwfFilter} reads back. */
export function writeSwfFilter({ state, time, within, after, before, by }: SwfFilter): Words {
  return { state: state === 'open' ? undefined : state, time: time === 'start' ? undefined : time, within, after, before, ...writeBy(by) };
}

function writeBy(by: By | undefined): Words {
  switch (by?.by) {
    case undefined:
      return {};
    case 'workflowId':
      return { workflowId: by.workflowId };
    case 'type':
      return { type: by.name, version: by.version };
    case 'tag':
      return { tag: by.tag };
    case 'closeStatus':
      return { status: by.status };
  }
}

/** A filter as AWS's members, in the spelling of a REST query. Without a time it asks for all there ever was, as AWS wants one. */
export function asked({ state, time, within, after, before, by }: SwfFilter, now: number): Readonly<Record<string, string | undefined>> {
  const oldest = within === undefined ? (after ?? new Date(0).toISOString()) : new Date(now - WITHIN[within]).toISOString();
  const filter = state === 'closed' && time === 'close' ? 'closeTimeFilter' : 'startTimeFilter';
  return { [`${filter}.oldestDate`]: oldest, [`${filter}.latestDate`]: before, ...askedBy(by) };
}

function askedBy(by: By | undefined): Readonly<Record<string, string | undefined>> {
  switch (by?.by) {
    case undefined:
      return {};
    case 'workflowId':
      return { 'executionFilter.workflowId': by.workflowId };
    case 'type':
      return { 'typeFilter.name': by.name, 'typeFilter.version': by.version };
    case 'tag':
      return { 'tagFilter.tag': by.tag };
    case 'closeStatus':
      return { 'closeStatusFilter.status': by.status };
  }
}
