import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client, path, type Query } from '../client';
import type { RegistrationStatus, SwfKind, SwfKindInfo, SwfPage, SwfTypeName } from '../types';
import { domainKey } from './domains';

const PAGE = 100;

/** What a REST path calls the types of workflows and of activities. */
const ROOM = { workflow: 'workflowTypes', activity: 'activityTypes' } as const;

const place = (domain: string, kind: SwfKind, { name, version }: SwfTypeName) => path('swf', 'domains', domain, ROOM[kind], name, version);

/** One type as a list tells it, its name in one place for both kinds. */
export interface TypeListItem extends SwfKindInfo {
  readonly type: SwfTypeName;
}

/** One type with its defaults: AWS's members by their names. */
export interface TypeFound extends TypeListItem {
  readonly defaults: Readonly<Record<string, unknown>>;
}

type Told = SwfKindInfo & { readonly workflowType?: SwfTypeName; readonly activityType?: SwfTypeName };

const item = (told: Told): TypeListItem => ({ ...told, type: told.workflowType ?? told.activityType ?? { name: '', version: '' } });

/** The types of a domain of one status; those of one name, where a name is given. */
export const typesQuery = (domain: string, kind: SwfKind, registrationStatus: RegistrationStatus, name: string) =>
  infiniteQueryOptions({
    queryKey: [...domainKey(domain), kind, 'types', registrationStatus, name],
    queryFn: async ({ pageParam, signal }) => {
      const query: Query = { registrationStatus, name: name === '' ? undefined : name, maximumPageSize: PAGE, nextPageToken: pageParam };
      const page = await client.get<SwfPage & { typeInfos: readonly Told[] }>(path('swf', 'domains', domain, ROOM[kind]), query, signal);
      return { ...page, typeInfos: page.typeInfos.map(item) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextPageToken,
  });

/** One type with its defaults. */
export const typeQuery = (domain: string, kind: SwfKind, type: SwfTypeName) =>
  queryOptions({
    queryKey: [...domainKey(domain), kind, 'type', type],
    queryFn: async ({ signal }): Promise<TypeFound> => {
      const { typeInfo, configuration } = await client.get<{ typeInfo: Told; configuration: Readonly<Record<string, unknown>> }>(place(domain, kind, type), {}, signal);
      return { ...item(typeInfo), defaults: configuration };
    },
  });

/** Registers a type; empty defaults are left out. */
export function registerType(domain: string, kind: SwfKind, members: Readonly<Record<string, string>>) {
  const { defaultTaskList, ...rest } = members;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
  return client.post(path('swf', 'domains', domain, ROOM[kind]), {
    ...given,
    ...(defaultTaskList === undefined || defaultTaskList === '' ? {} : { defaultTaskList: { name: defaultTaskList } }),
  });
}

/** Lets nothing be started of a type, or opens it again. */
export const setDeprecated = (domain: string, kind: SwfKind, type: SwfTypeName, is: boolean) =>
  client.post(`${place(domain, kind, type)}/${is ? 'deprecate' : 'undeprecate'}`);

/** Deletes a deprecated type. */
export const deleteType = (domain: string, kind: SwfKind, type: SwfTypeName) => client.delete(place(domain, kind, type));
