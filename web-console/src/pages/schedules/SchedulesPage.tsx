import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { firesQuery, scheduleQuery, schedulesQuery } from '../../api/schedules';
import type { ScheduleListItem } from '../../api/types';
import { scheduleAddress } from '../../model/addresses';
import { nameOf } from '../../model/arn';
import { schedulerCli } from '../../model/awsCli';
import { STARTS_WORKFLOW } from '../../model/schedules';
import { ScheduleMark } from '../../parts/ScheduleMark';
import { CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { More } from '../../ui/More';
import { Empty, Trouble } from '../../ui/Trouble';
import { When } from '../../ui/When';
import { CreateScheduleDialog } from './CreateScheduleDialog';

/** Seldom, as each row asks. */
const EVERY_MS = 60_000;

/** All schedules of the account. */
export function SchedulesPage() {
  const [isCreating, setCreating] = useState(false);
  const schedules = useInfiniteQuery(schedulesQuery);
  const items = schedules.data?.pages.flatMap((page) => page.Schedules) ?? [];
  const isBroken = schedules.error !== null && items.length === 0;
  return (
    <SpaceBetween size="l">
      {isBroken ? <Header variant="h1">Schedules</Header> : null}
      {schedules.error === null ? null : <Trouble of={schedules.error} onRetry={() => void schedules.refetch()} />}
      {isBroken ? null : (
        <Table<ScheduleListItem>
          variant="full-page"
          items={items}
          trackBy="Name"
          loading={schedules.isPending}
          loadingText="Loading schedules"
          ariaLabels={{ tableLabel: 'Schedules' }}
          enableKeyboardNavigation
          wrapLines
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={schedules.isPending ? '' : `(${items.length}${schedules.hasNextPage ? '+' : ''})`}
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <CopyButton text={schedulerCli('list-schedules')} label="Copy as AWS CLI" />
                  <Button variant="primary" onClick={() => setCreating(true)}>
                    Create schedule
                  </Button>
                </SpaceBetween>
              }
            >
              Schedules
            </Header>
          }
          empty={<Empty title="No schedules yet">A schedule starts something at the times that it says.</Empty>}
          footer={<More of={schedules} shown={items.length} />}
          columnDefinitions={[
            {
              id: 'name',
              header: 'Name',
              isRowHeader: true,
              cell: ({ Name = '' }) => (
                <span className="break">
                  <GoLink href={scheduleAddress(Name)}>{Name}</GoLink>
                </span>
              ),
            },
            { id: 'state', header: 'State', cell: ({ State }) => <ScheduleMark state={State} /> },
            { id: 'expression', header: 'Expression', cell: ({ Name = '' }) => <Expression name={Name} /> },
            { id: 'zone', header: 'Time zone', cell: ({ Name = '' }) => <Zone name={Name} /> },
            { id: 'next', header: 'Next fire', cell: ({ Name = '' }) => <NextFire name={Name} /> },
            { id: 'target', header: 'Starts', cell: ({ Target }) => <span className="break">{Target === undefined ? '–' : Target.Arn === STARTS_WORKFLOW ? 'a workflow of SWF' : nameOf(Target.Arn)}</span> },
          ]}
        />
      )}
      {isCreating ? <CreateScheduleDialog onClose={() => setCreating(false)} /> : null}
    </SpaceBetween>
  );
}

function Expression({ name }: { name: string }) {
  return <span className="break">{useQuery(scheduleQuery(name)).data?.ScheduleExpression ?? '–'}</span>;
}

function Zone({ name }: { name: string }) {
  return <span>{useQuery(scheduleQuery(name)).data?.ScheduleExpressionTimezone ?? '–'}</span>;
}

function NextFire({ name }: { name: string }) {
  return <When at={useQuery({ ...firesQuery(name), refetchInterval: EVERY_MS }).data?.nextTimes[0]?.dueTime} />;
}
