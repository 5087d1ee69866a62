import { queryOptions } from '@tanstack/react-query';
import { client, path } from './client';
import type { Quota } from './types';

/** What the account may spend, and has spent as of a few seconds ago. */
export const quotasQuery = queryOptions({
  queryKey: ['quotas'],
  queryFn: ({ signal }) => client.get<{ quotas: readonly Quota[] }>(path('quotas'), {}, signal),
  refetchInterval: 5000,
});
