import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useInfiniteQuery } from '@tanstack/react-query';
import { activitiesQuery } from '../../api/activities';
import type { Activity } from '../../api/types';
import { activityAddress } from '../../model/addresses';
import { awsCli } from '../../model/awsCli';
import { CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { More } from '../../ui/More';
import { Empty, Trouble } from '../../ui/Trouble';
import { When } from '../../ui/When';

/** All activities of the account. */
export function ActivitiesPage() {
  const activities = useInfiniteQuery(activitiesQuery);
  const items = activities.data?.pages.flatMap((page) => page.activities) ?? [];
  if (activities.error !== null && items.length === 0) {
    return (
      <SpaceBetween size="l">
        <Header variant="h1">Activities</Header>
        <Trouble of={activities.error} onRetry={() => void activities.refetch()} />
      </SpaceBetween>
    );
  }
  return (
    <Table<Activity>
      variant="full-page"
      items={items}
      trackBy="activityArn"
      loading={activities.isPending}
      loadingText="Loading activities"
      ariaLabels={{ tableLabel: 'Activities' }}
      header={
        <Header variant="awsui-h1-sticky" counter={`(${items.length})`} actions={<CopyButton text={awsCli('list-activities')} label="Copy as AWS CLI" />}>
          Activities
        </Header>
      }
      empty={<Empty title="No activities yet">An activity is a kind of work that workers ask for.</Empty>}
      footer={<More of={activities} shown={items.length} />}
      columnDefinitions={[
        { id: 'name', header: 'Name', isRowHeader: true, cell: (one) => <GoLink href={activityAddress(one.activityArn)}>{one.name}</GoLink> },
        { id: 'created', header: 'Created', cell: ({ creationDate }) => <When at={creationDate} /> },
      ]}
    />
  );
}
