import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client, path, type Query, withQuery } from './client';
import type {
  ExecutedMachine,
  Execution,
  ExecutionFilter,
  ExecutionListItem,
  ExecutionWaits,
  HistoryEvent,
  Overview,
  Page,
  StatusCounts,
  Throttling,
} from './types';

const PAGE = 50;
const FIRST_EVENTS = 200;
const KEPT_MS = 10_000;

/** A filter as the words of an address: the same for the list, the counts and the live feed. */
const words = (filter: ExecutionFilter): Query => ({ ...filter });

/** Executions that satisfy a filter, newest first, a page at a time. */
export const searchQuery = (filter: ExecutionFilter) =>
  infiniteQueryOptions({
    queryKey: ['executions', filter],
    queryFn: ({ pageParam, signal }) =>
      client.get<Page & { executions: readonly ExecutionListItem[] }>(
        path('executions'),
        { ...words(filter), maxResults: PAGE, nextToken: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextToken,
  });

/** How many satisfy a filter, by status. */
export const countsQuery = (filter: ExecutionFilter) =>
  queryOptions({
    queryKey: ['executionCounts', filter],
    queryFn: ({ signal }) => client.get<{ counts: StatusCounts }>(path('executionCounts'), words(filter), signal),
  });

/** Where changes to what a filter finds are told. */
export const searchFeed = (filter: ExecutionFilter) => withQuery('/v1/executions:watch', words(filter));

/** One execution. */
export const executionQuery = (arn: string) =>
  queryOptions({
    queryKey: ['execution', arn],
    queryFn: ({ signal }) => client.get<Execution>(path('executions', arn), {}, signal),
  });

/** The definition that an execution runs, which does not change under it. */
export const executedMachineQuery = (arn: string) =>
  queryOptions({
    queryKey: ['execution', arn, 'machine'],
    queryFn: ({ signal }) => client.get<ExecutedMachine>(path('executions', arn, 'stateMachine'), {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What an execution waits for now. */
export const waitsQuery = (arn: string) =>
  queryOptions({
    queryKey: ['execution', arn, 'waiting'],
    queryFn: ({ signal }) => client.get<ExecutionWaits>(path('executions', arn, 'waiting'), {}, signal),
  });

/** What an execution was forked from, if it was; it stays so. Asked of its first event, where the server has the least to read. */
export const originQuery = (arn: string) =>
  queryOptions({
    queryKey: ['execution', arn, 'origin'],
    queryFn: ({ signal }) =>
      client.get<Pick<ExecutionListItem, 'originExecutionArn' | 'originEventId'>>(
        path('executions', arn, 'state'),
        { eventId: 1, includeExecutionData: 'false' },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One page of a history, oldest event first. */
export function fetchEvents(arn: string, token: string | undefined, maxResults: number, signal: AbortSignal) {
  return client.get<Page & { events: readonly HistoryEvent[] }>(
    path('executions', arn, 'history'),
    { maxResults, nextToken: token },
    signal,
  );
}

/** The first page of a history: small, so that there is something to see at once. */
export const firstEventsQuery = (arn: string) =>
  queryOptions({
    queryKey: ['execution', arn, 'firstEvents'],
    queryFn: ({ signal }) => fetchEvents(arn, undefined, FIRST_EVENTS, signal),
    gcTime: KEPT_MS,
  });

/** Where further events of a history are told. */
export const historyFeed = (arn: string, after: number) =>
  withQuery(`${path('executions', arn)}/history:watch`, { cursor: after === 0 ? undefined : String(after) });

/** How the account fares. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => client.get<Overview>(path('overview'), {}, signal),
  refetchInterval: 10_000,
});

/** How often the account's requests were throttled. */
export const throttlingQuery = queryOptions({
  queryKey: ['throttling'],
  queryFn: ({ signal }) => client.get<Throttling>(path('throttling'), {}, signal),
  refetchInterval: 10_000,
});

const LAST = 5;

/** The inputs of the newest executions of a machine, each text once. */
export const lastInputsQuery = (machineArn: string) =>
  queryOptions({
    queryKey: ['lastInputs', machineArn],
    queryFn: async ({ signal }) => {
      const { executions } = await client.get<{ executions: readonly ExecutionListItem[] }>(
        path('executions'),
        { stateMachineArn: machineArn, maxResults: LAST },
        signal,
      );
      const found = await Promise.all(executions.map((one) => client.get<Execution>(path('executions', one.executionArn), {}, signal)));
      const inputs = new Map(found.map(({ name, input }) => [input ?? '{}', name ?? '']));
      return [...inputs].map(([input, name]) => ({ name, input }));
    },
  });

/** Starts an execution and tells its ARN. */
export function startExecution(machineArn: string, name: string, input: string) {
  return client.post<{ executionArn: string }>(path('stateMachines', machineArn, 'executions'), {
    input,
    ...(name === '' ? {} : { name }),
  });
}

/** Lets an execution that ended without success go on where it was cut off. */
export function redriveExecution(arn: string) {
  return client.post<{ redriveDate: string }>(path('executions', arn, 'redrive'));
}

/** Holds an execution still. */
export function pauseExecution(arn: string, reason: string) {
  return client.post<{ pauseDate: string }>(path('executions', arn, 'pause'), reason === '' ? {} : { reason });
}

/** Has a paused execution go on. */
export function resumeExecution(arn: string) {
  return client.post<object>(path('executions', arn, 'resume'));
}

/** Starts another execution where one was at an event, with another input if one is given, and tells its ARN. */
export function forkExecution(arn: string, eventId: number, input: string | undefined, currentRevision: boolean) {
  return client.post<{ executionArn: string }>(path('executions', arn, 'fork'), { eventId, input, currentRevision });
}

/** Stops an execution. */
export function stopExecution(arn: string, error: string, cause: string) {
  return client.post<{ stopDate: string }>(path('executions', arn, 'stop'), {
    ...(error === '' ? {} : { error }),
    ...(cause === '' ? {} : { cause }),
  });
}
