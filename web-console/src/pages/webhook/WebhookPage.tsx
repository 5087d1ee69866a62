import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Webhook, WebhookDelivery } from '../../api/types';
import { deleteWebhook, deliveriesQuery, webhooksQuery } from '../../api/webhooks';
import { machineAddress } from '../../model/addresses';
import { nameOf } from '../../model/arn';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { Copied } from '../../ui/Copy';
import { GoLink, useGo } from '../../ui/GoLink';
import { Mark } from '../../ui/Mark';
import { Answer, Empty } from '../../ui/Trouble';
import { When } from '../../ui/When';

const OUTCOMES = { PENDING: ['pending', 'To be sent'], DELIVERED: ['success', 'Taken'], GIVEN_UP: ['error', 'Given up'] } as const;

/** One webhook: what it is told of, and what it was told lately. */
export function WebhookPage({ id }: { id: string }) {
  const webhooks = useQuery(webhooksQuery);
  const webhook = webhooks.data?.webhooks.find(({ webhookId }) => webhookId === id);
  const [isDeleting, setDeleting] = useState(false);
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={<Copied text={id} />} actions={webhook === undefined ? undefined : <Button onClick={() => setDeleting(true)}>Delete</Button>}>
        <span className="break">{webhook?.url ?? id}</span>
      </Header>
      {webhook === undefined ? null : <Facts of={webhook} />}
      <Deliveries id={id} />
      {isDeleting && webhook !== undefined ? <DeleteDialog webhook={webhook} onClose={() => setDeleting(false)} /> : null}
    </SpaceBetween>
  );
}

function Facts({ of }: { of: Webhook }) {
  return (
    <Container>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Of executions of', value: of.stateMachineArn === undefined ? 'all state machines' : <GoLink href={machineAddress(of.stateMachineArn)}>{nameOf(of.stateMachineArn)}</GoLink> },
          { label: 'When they are', value: of.statuses.length === 0 ? 'in any status' : of.statuses.join(', ') },
          { label: 'Created', value: <When at={of.creationDate} /> },
        ]}
      />
    </Container>
  );
}

function Deliveries({ id }: { id: string }) {
  const asked = useQuery(deliveriesQuery(id));
  return (
    <Answer of={asked} what="the messages">
      {({ deliveries }) => (
        <Table<WebhookDelivery>
          items={deliveries}
          trackBy="messageId"
          wrapLines
          ariaLabels={{ tableLabel: 'Messages' }}
          header={
            <Header variant="h2" counter={`(${deliveries.length})`} description="The newest first; they are kept for a day.">
              Messages
            </Header>
          }
          empty={<Empty title="Nothing was told yet">A new webhook is in force after about a second.</Empty>}
          columnDefinitions={[
            { id: 'id', header: 'webhook-id', isRowHeader: true, cell: ({ messageId }) => <span className="break">{messageId}</span> },
            { id: 'outcome', header: 'What became of it', cell: ({ outcome }) => <Mark type={OUTCOMES[outcome][0]}>{OUTCOMES[outcome][1]}</Mark> },
            { id: 'answer', header: 'Last answer', cell: ({ answer }) => <span className="break">{answer ?? '–'}</span> },
            { id: 'attempts', header: 'Tries', cell: ({ attempts }) => attempts },
            { id: 'noted', header: 'Noted', cell: ({ notedAt }) => <When at={notedAt} /> },
            { id: 'due', header: 'Sent next', cell: ({ dueAt }) => <When at={dueAt} /> },
          ]}
        />
      )}
    </Answer>
  );
}

function DeleteDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const queries = useQueryClient();
  const go = useGo();
  return (
    <ConfirmDialog
      header="Delete this webhook?"
      doing="Delete it"
      action="DeleteWebhook"
      target="one webhook of"
      act={() => deleteWebhook(webhook.webhookId)}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
        go('/webhooks');
      }}
      onClose={onClose}
    >
      <div className="break">
        <b>{webhook.url}</b> is told nothing any more, not even what was still to be sent. There is no way back.
      </div>
    </ConfirmDialog>
  );
}
