import { queryOptions } from '@tanstack/react-query';
import { client, path } from './client';
import type { IssuedWebhook, Webhook, WebhookDeliveries } from './types';

const EVERY_MS = 5000;
const SHOWN = 50;

/** The webhooks of the account: 20 at most. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => client.get<{ webhooks: readonly Webhook[] }>(path('webhooks'), {}, signal),
});

/** What a webhook was told lately, or is to be told, the newest first. */
export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhook', id, 'deliveries'],
    queryFn: ({ signal }) => client.get<WebhookDeliveries>(path('webhooks', id, 'deliveries'), { maxResults: SHOWN }, signal),
    refetchInterval: EVERY_MS,
  });

/** Has a URL told of changes, of one machine or of all; the answer holds the secret, which nobody is told again. */
export function createWebhook(url: string, stateMachineArn: string, statuses: readonly string[]) {
  return client.post<IssuedWebhook>(path('webhooks'), {
    url,
    ...(stateMachineArn === '' ? {} : { stateMachineArn }),
    ...(statuses.length === 0 ? {} : { statuses }),
  });
}

/** Deletes a webhook, and what it was still to be told. */
export const deleteWebhook = (id: string) => client.delete(path('webhooks', id));
