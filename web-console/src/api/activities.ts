import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client, path } from './client';
import type { Activity, ActivityPoller, OpenTasks, Page } from './types';

const PAGE = 100;
const EVERY_MS = 5000;

/** The activities of the account, a page at a time. */
export const activitiesQuery = infiniteQueryOptions({
  queryKey: ['activities'],
  queryFn: ({ pageParam, signal }) =>
    client.get<Page & { activities: readonly Activity[] }>(path('activities'), { maxResults: PAGE, nextToken: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextToken,
});

/** One activity. */
export const activityQuery = (arn: string) =>
  queryOptions({ queryKey: ['activity', arn], queryFn: ({ signal }) => client.get<Activity>(path('activities', arn), {}, signal) });

/** The tasks of an activity that have not ended, oldest first. */
export const openTasksQuery = (arn: string) =>
  queryOptions({
    queryKey: ['activity', arn, 'openTasks'],
    queryFn: ({ signal }) => client.get<OpenTasks>(path('activities', arn, 'openTasks'), { maxResults: PAGE }, signal),
    refetchInterval: EVERY_MS,
  });

/** Who asked for tasks of an activity lately. */
export const pollersQuery = (arn: string) =>
  queryOptions({
    queryKey: ['activity', arn, 'pollers'],
    queryFn: ({ signal }) => client.get<{ pollers: readonly ActivityPoller[] }>(path('activities', arn, 'pollers'), {}, signal),
    refetchInterval: EVERY_MS,
  });
