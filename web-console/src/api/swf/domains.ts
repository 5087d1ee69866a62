import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client, path } from '../client';
import type { RegistrationStatus, ResourceTag, SwfDomain, SwfDomainListItem, SwfPage } from '../types';

const PAGE = 100;

/** What all questions about one domain are kept under. */
export const domainKey = (domain: string) => ['swf', domain] as const;

/** The domains of the account of one status, a page at a time. */
export const domainsQuery = (registrationStatus: RegistrationStatus) =>
  infiniteQueryOptions({
    queryKey: ['swfDomains', registrationStatus],
    queryFn: ({ pageParam, signal }) =>
      client.get<SwfPage & { domainInfos: readonly SwfDomainListItem[] }>(
        path('swf', 'domains'),
        { registrationStatus, maximumPageSize: PAGE, nextPageToken: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextPageToken,
  });

/** One domain. */
export const domainQuery = (domain: string) =>
  queryOptions({
    queryKey: [...domainKey(domain), 'domain'],
    queryFn: ({ signal }) => client.get<SwfDomain>(path('swf', 'domains', domain), {}, signal),
  });

/** What a domain is tagged with. */
export const domainTagsQuery = (domain: string, arn: string) =>
  queryOptions({
    queryKey: [...domainKey(domain), 'tags'],
    queryFn: ({ signal }) => client.get<{ tags: readonly ResourceTag[] }>(path('swf', 'tags', arn), {}, signal),
  });

/** Registers a domain; retention is a number of days as text, or NONE. */
export function registerDomain(name: string, description: string, retention: string, tags: readonly ResourceTag[]) {
  return client.post(path('swf', 'domains'), {
    name,
    workflowExecutionRetentionPeriodInDays: retention,
    ...(description === '' ? {} : { description }),
    ...(tags.length === 0 ? {} : { tags }),
  });
}

/** Lets nothing be registered or started in a domain any more. */
export const deprecateDomain = (domain: string) => client.post(path('swf', 'domains', domain, 'deprecate'));

/** Opens a domain again. */
export const undeprecateDomain = (domain: string) => client.post(path('swf', 'domains', domain, 'undeprecate'));
