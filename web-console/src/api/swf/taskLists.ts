import { queryOptions } from '@tanstack/react-query';
import { client, path } from '../client';
import { domainKey } from './domains';

/** AWS's token buckets let a tenant ask this six times a second over all its lists and pages. */
const EVERY_MS = 15_000;

/** How many tasks wait in a list; AWS calls it an estimate. */
export interface Depth {
  readonly count: number;
  readonly truncated?: boolean;
}

/** The tasks of one kind that wait in a task list. */
export const depthQuery = (domain: string, taskList: string, kind: 'decision' | 'activity') =>
  queryOptions({
    queryKey: [...domainKey(domain), 'depth', kind, taskList],
    queryFn: ({ signal }) => client.get<Depth>(path('swf', 'domains', domain, 'taskLists', taskList, `${kind}Tasks`, 'count'), {}, signal),
    refetchInterval: EVERY_MS,
  });
