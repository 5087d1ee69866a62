import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { asked, type SwfFilter } from '../../model/swf/filter';
import { client, path } from '../client';
import type { SwfEvent, SwfExecution, SwfExecutionListItem, SwfPage, SwfRun, SwfStart } from '../types';
import { domainKey } from './domains';

const PAGE = 50;
/** AWS's token buckets let a tenant count six times a second over all its pages. */
const COUNTED_EVERY_MS = 5000;
const SEEN_EVERY_MS = 3000;

type Found = SwfPage & { executionInfos: readonly SwfExecutionListItem[] };

const room = (domain: string, { state }: SwfFilter) => path('swf', 'domains', domain, state === 'open' ? 'openExecutions' : 'closedExecutions');
const place = (domain: string, { workflowId, runId }: SwfRun) => path('swf', 'domains', domain, 'executions', workflowId, runId);

/** Runs that satisfy a filter, the latest first. Later pages are asked with the times of the first: a token is bound to its question. */
export const runsQuery = (domain: string, filter: SwfFilter) =>
  infiniteQueryOptions({
    queryKey: [...domainKey(domain), 'runs', filter],
    queryFn: async ({ pageParam, signal }) => {
      const now = pageParam?.now ?? Date.now();
      const page = await client.get<Found>(room(domain, filter), { ...asked(filter, now), maximumPageSize: PAGE, nextPageToken: pageParam?.token }, signal);
      return { ...page, now };
    },
    initialPageParam: undefined as { token: string; now: number } | undefined,
    getNextPageParam: ({ nextPageToken, now }) => (nextPageToken === undefined ? undefined : { token: nextPageToken, now }),
    // What comes later is told beside the list and not pushed into it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** The first of what a filter finds, again and again. */
export const latestRunsQuery = (domain: string, filter: SwfFilter, isPaused: boolean) =>
  queryOptions({
    queryKey: [...domainKey(domain), 'latest', filter],
    queryFn: ({ signal }) => client.get<Found>(room(domain, filter), { ...asked(filter, Date.now()), maximumPageSize: PAGE }, signal),
    refetchInterval: isPaused ? false : SEEN_EVERY_MS,
    enabled: !isPaused,
  });

/** How many a filter finds; AWS may stop counting, and then says so. */
export const countQuery = (domain: string, filter: SwfFilter, every: number | false = COUNTED_EVERY_MS) =>
  queryOptions({
    queryKey: [...domainKey(domain), 'count', filter],
    queryFn: ({ signal }) => client.get<{ count: number; truncated?: boolean }>(`${room(domain, filter)}/count`, asked(filter, Date.now()), signal),
    refetchInterval: every,
  });

/** One run. */
export const runQuery = (domain: string, run: SwfRun) =>
  queryOptions({
    queryKey: [...domainKey(domain), 'run', run.workflowId, run.runId],
    queryFn: ({ signal }) => client.get<SwfExecution>(place(domain, run), {}, signal),
  });

/** A page of a history, from its beginning or from its end. */
export function fetchSwfEvents(domain: string, run: SwfRun, size: number, token: string | undefined, reverseOrder: boolean, signal: AbortSignal) {
  return client.get<SwfPage & { events: readonly SwfEvent[] }>(
    `${place(domain, run)}/history`,
    { maximumPageSize: size, nextPageToken: token, ...(reverseOrder ? { reverseOrder: 'true' } : {}) },
    signal,
  );
}

/** Starts a run and tells its id. */
export function startRun(domain: string, { taskList, tagList, workflowType, ...texts }: SwfStart) {
  return client.post<{ runId: string }>(path('swf', 'domains', domain, 'executions'), {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined && value !== '')),
    workflowType,
    ...(taskList === undefined || taskList === '' ? {} : { taskList: { name: taskList } }),
    ...(tagList === undefined || tagList.length === 0 ? {} : { tagList }),
  });
}

const act = (domain: string, { workflowId, runId }: SwfRun, action: string, more: Readonly<Record<string, string>>) =>
  client.post(path('swf', 'domains', domain, 'executions', workflowId, action), {
    runId,
    ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== '')),
  });

/** Sends a signal to a run. */
export const signalRun = (domain: string, run: SwfRun, signalName: string, input: string) => act(domain, run, 'signal', { signalName, input });

/** Asks a run's decider to cancel it. */
export const cancelRun = (domain: string, run: SwfRun) => act(domain, run, 'requestCancel', {});

/** Closes a run at once. Without a policy its own decides about its children. */
export const terminateRun = (domain: string, run: SwfRun, reason: string, details: string, childPolicy: string) =>
  act(domain, run, 'terminate', { reason, details, childPolicy });
