import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client, path } from './client';
import type { MachinePause, MockProfiles, Page, StateMachine, StateMachineAlias, StateMachineAliasListItem, StateMachineListItem, StateMachineVersion } from './types';

const PAGE = 100;

/** The machines of the account, a page at a time. */
export const machinesQuery = infiniteQueryOptions({
  queryKey: ['machines'],
  queryFn: ({ pageParam, signal }) =>
    client.get<Page & { stateMachines: readonly StateMachineListItem[] }>(
      path('stateMachines'),
      { maxResults: PAGE, nextToken: pageParam },
      signal,
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextToken,
});

/** One machine, or what a version or an alias of it stands for. */
export const machineQuery = (arn: string) =>
  queryOptions({
    queryKey: ['machine', arn],
    queryFn: ({ signal }) => client.get<StateMachine>(path('stateMachines', arn), {}, signal),
  });

/** Whether a machine is paused, asked again while its executions are being told. */
export const machinePauseQuery = (arn: string) =>
  queryOptions({
    queryKey: ['machine', arn, 'pause'],
    queryFn: ({ signal }) => client.get<MachinePause>(path('stateMachines', arn, 'pause'), {}, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'PAUSING' || state.data?.status === 'RESUMING' ? 1000 : false),
  });

/** Holds a machine still with all its executions. */
export function pauseMachine(arn: string, reason: string) {
  return client.post<{ pauseDate: string }>(path('stateMachines', arn, 'pause'), reason === '' ? {} : { reason });
}

/** Has a paused machine go on. */
export function resumeMachine(arn: string) {
  return client.post(path('stateMachines', arn, 'resume'), {});
}

/** The mock profiles of a machine, by name. */
export const mockProfilesQuery = (arn: string) =>
  queryOptions({
    queryKey: ['machine', arn, 'mockProfiles'],
    queryFn: ({ signal }) => client.get<MockProfiles>(path('stateMachines', arn, 'mockProfiles'), {}, signal),
  });

/** The published versions of a machine, newest first. */
export const versionsQuery = (arn: string) =>
  queryOptions({
    queryKey: ['machine', arn, 'versions'],
    queryFn: ({ signal }) =>
      client.get<Page & { stateMachineVersions: readonly StateMachineVersion[] }>(
        path('stateMachines', arn, 'versions'),
        { maxResults: PAGE },
        signal,
      ),
  });

/** The aliases of a machine with what they lead to. */
export const aliasesQuery = (arn: string) =>
  queryOptions({
    queryKey: ['machine', arn, 'aliases'],
    queryFn: async ({ signal }) => {
      const { stateMachineAliases } = await client.get<Page & { stateMachineAliases: readonly StateMachineAliasListItem[] }>(
        path('stateMachineAliases'),
        { stateMachineArn: arn, maxResults: PAGE },
        signal,
      );
      return Promise.all(
        stateMachineAliases.map(({ stateMachineAliasArn }) =>
          client.get<StateMachineAlias>(path('stateMachineAliases', stateMachineAliasArn), {}, signal),
        ),
      );
    },
  });
