import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { activityQuery, openTasksQuery, pollersQuery } from '../../api/activities';
import type { ActivityPoller, OpenTask } from '../../api/types';
import { executionAddress } from '../../model/addresses';
import { nameOf } from '../../model/arn';
import { awsCli } from '../../model/awsCli';
import { Copied, CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { Mark } from '../../ui/Mark';
import { Answer, Empty } from '../../ui/Trouble';
import { When } from '../../ui/When';

/** One activity: what waits for its workers, what they have, and who asked lately. */
export function ActivityPage({ arn }: { arn: string }) {
  const activity = useQuery(activityQuery(arn));
  return (
    <Answer of={activity} what="the activity" title={nameOf(arn)}>
      {({ name, creationDate }) => (
        <SpaceBetween size="l">
          <Header
            variant="h1"
            description={<Copied text={arn} />}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <CopyButton text={awsCli('describe-activity', { 'activity-arn': arn })} label="Copy as AWS CLI" />
                <CopyButton text={awsCli('get-activity-task', { 'activity-arn': arn })} label="Copy how to work on it" />
              </SpaceBetween>
            }
          >
            {name}
          </Header>
          <Container>
            <KeyValuePairs
              columns={2}
              items={[
                { label: 'Created', value: <When at={creationDate} /> },
              ]}
            />
          </Container>
          <OpenTaskTable arn={arn} />
          <PollerTable arn={arn} />
        </SpaceBetween>
      )}
    </Answer>
  );
}

function OpenTaskTable({ arn }: { arn: string }) {
  const open = useQuery(openTasksQuery(arn));
  return (
    <Answer of={open} what="the open tasks">
      {({ tasks, scheduledCount, startedCount }) => (
        <Table<OpenTask>
          items={tasks}
          trackBy={({ executionArn, eventId }) => `${executionArn} ${eventId}`}
          ariaLabels={{ tableLabel: 'Open tasks' }}
          header={
            <Header variant="h2" counter={`(${scheduledCount + startedCount})`} description={`${scheduledCount} wait for a worker, ${startedCount} are being worked on; the oldest first.`}>
              Open tasks
            </Header>
          }
          empty={<Empty title="Nothing waits for this activity's workers" />}
          columnDefinitions={[
            {
              id: 'execution',
              header: 'Execution',
              isRowHeader: true,
              cell: ({ executionArn, eventId }) => <GoLink href={executionAddress(executionArn, { view: 'events', event: String(eventId) })}>{nameOf(executionArn)}</GoLink>,
            },
            {
              id: 'status',
              header: 'Status',
              cell: ({ status }) => (status === 'STARTED' ? <Mark type="in-progress">A worker has it</Mark> : <Mark type="pending">Waits for a worker</Mark>),
            },
            { id: 'since', header: 'Scheduled', cell: ({ scheduledDate }) => <When at={scheduledDate} /> },
            { id: 'worker', header: 'Worker', cell: ({ workerName }) => <span className="break">{workerName ?? '–'}</span> },
            { id: 'beat', header: 'Last heartbeat', cell: ({ lastHeartbeat }) => <When at={lastHeartbeat} /> },
          ]}
        />
      )}
    </Answer>
  );
}

function PollerTable({ arn }: { arn: string }) {
  const asked = useQuery(pollersQuery(arn));
  return (
    <Answer of={asked} what="the workers">
      {({ pollers }) => (
        <Table<ActivityPoller>
          items={pollers}
          trackBy={({ workerName }) => workerName ?? ''}
          ariaLabels={{ tableLabel: 'Workers' }}
          header={
            <Header variant="h2" counter={`(${pollers.length})`} description="Who asked for tasks within the last quarter of an hour.">
              Workers
            </Header>
          }
          empty={<Empty title="No worker asked lately">Tasks of this activity wait until one does.</Empty>}
          columnDefinitions={[
            { id: 'name', header: 'Worker', isRowHeader: true, cell: ({ workerName }) => <span className="break">{workerName ?? 'without a name'}</span> },
            { id: 'seen', header: 'Last seen asking', cell: ({ lastSeen }) => <When at={lastSeen} /> },
          ]}
        />
      )}
    </Answer>
  );
}
