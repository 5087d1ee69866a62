import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { webhooksQuery } from '../../api/webhooks';
import type { IssuedWebhook, Webhook } from '../../api/types';
import { machineAddress, webhookAddress } from '../../model/addresses';
import { nameOf } from '../../model/arn';
import { GoLink } from '../../ui/GoLink';
import { Empty, Trouble } from '../../ui/Trouble';
import { When } from '../../ui/When';
import { CreateWebhookDialog } from './CreateWebhookDialog';
import { SecretOnce } from './SecretOnce';

/** Who is told how executions stand. */
export function WebhooksPage() {
  const [isCreating, setCreating] = useState(false);
  const [issued, setIssued] = useState<IssuedWebhook>();
  const webhooks = useQuery(webhooksQuery);
  const items = webhooks.data?.webhooks ?? [];
  const isBroken = webhooks.error !== null && items.length === 0;
  return (
    <SpaceBetween size="l">
      {isBroken ? <Header variant="h1">Webhooks</Header> : null}
      {webhooks.error === null ? null : <Trouble of={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {issued === undefined ? null : <SecretOnce issued={issued} onClose={() => setIssued(undefined)} />}
      {isBroken ? null : (
        <Table<Webhook>
          variant="full-page"
          items={items}
          trackBy="webhookId"
          loading={webhooks.isPending}
          loadingText="Loading webhooks"
          ariaLabels={{ tableLabel: 'Webhooks' }}
          enableKeyboardNavigation
          wrapLines
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={webhooks.isPending ? '' : `(${items.length})`}
              actions={
                <Button variant="primary" onClick={() => setCreating(true)}>
                  Create webhook
                </Button>
              }
            >
              Webhooks
            </Header>
          }
          empty={<Empty title="No webhooks yet">A webhook is told over HTTP when executions start and end.</Empty>}
          columnDefinitions={[
            {
              id: 'url',
              header: 'URL',
              isRowHeader: true,
              cell: ({ webhookId, url }) => (
                <span className="break">
                  <GoLink href={webhookAddress(webhookId)}>{url}</GoLink>
                </span>
              ),
            },
            {
              id: 'machine',
              header: 'Of',
              cell: ({ stateMachineArn }) => (stateMachineArn === undefined ? 'all state machines' : <GoLink href={machineAddress(stateMachineArn)}>{nameOf(stateMachineArn)}</GoLink>),
            },
            { id: 'statuses', header: 'When they are', cell: ({ statuses }) => <span className="break">{statuses.length === 0 ? 'in any status' : statuses.join(', ')}</span> },
            { id: 'created', header: 'Created', cell: ({ creationDate }) => <When at={creationDate} /> },
          ]}
        />
      )}
      {isCreating ? <CreateWebhookDialog onIssued={setIssued} onClose={() => setCreating(false)} /> : null}
    </SpaceBetween>
  );
}
