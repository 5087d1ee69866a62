import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useInfiniteQuery } from '@tanstack/react-query';
import { machinesQuery } from '../../api/machines';
import type { StateMachineListItem } from '../../api/types';
import { executionsAddress, machineAddress } from '../../model/addresses';
import { awsCli } from '../../model/awsCli';
import { CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { More } from '../../ui/More';
import { Empty, Trouble } from '../../ui/Trouble';
import { When } from '../../ui/When';

const KINDS = { STANDARD: 'Standard', EXPRESS: 'Express' } as const;

/** All state machines of the account; the text filters by name what has been loaded. */
export function MachinesPage({ text, onText }: { text: string; onText: (text: string) => void }) {
  const machines = useInfiniteQuery(machinesQuery);
  const all = machines.data?.pages.flatMap((page) => page.stateMachines) ?? [];
  const items = all.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  return (
    <SpaceBetween size="l">
      {machines.error !== null && all.length === 0 ? <Header variant="h1">State machines</Header> : null}
      {machines.error === null ? null : <Trouble of={machines.error} onRetry={() => void machines.refetch()} />}
      {machines.error !== null && all.length === 0 ? null : (
        <Table<StateMachineListItem>
          variant="full-page"
          trackBy="stateMachineArn"
          items={items}
          loading={machines.isPending}
          loadingText="Loading state machines"
          ariaLabels={{ tableLabel: 'State machines' }}
          enableKeyboardNavigation
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={machines.isPending ? '' : `(${all.length}${machines.hasNextPage ? '+' : ''})`}
              actions={<CopyButton text={awsCli('list-state-machines')} label="Copy as AWS CLI" />}
            >
              State machines
            </Header>
          }
          filter={
            <TextFilter
              filteringText={text}
              filteringPlaceholder="Find by name"
              filteringAriaLabel="Find state machines by name"
              countText={text === '' ? '' : `${items.length} found`}
              onChange={({ detail }) => onText(detail.filteringText)}
            />
          }
          empty={
            text === '' ? (
              <Empty title="No state machines yet">Create one with the AWS CLI or an SDK; it appears here.</Empty>
            ) : (
              <Empty title="No state machine has such a name" />
            )
          }
          footer={<More of={machines} shown={all.length} />}
          columnDefinitions={[
            { id: 'name', header: 'Name', isRowHeader: true, cell: (one) => <GoLink href={machineAddress(one.stateMachineArn)}>{one.name}</GoLink> },
            { id: 'type', header: 'Type', cell: ({ type }) => KINDS[type] ?? type },
            { id: 'created', header: 'Created', cell: ({ creationDate }) => <When at={creationDate} /> },
            {
              id: 'executions',
              header: 'Executions',
              cell: ({ stateMachineArn, name }) => (
                <GoLink href={executionsAddress({ stateMachineArn })}>
                  Executions<span className="unseen"> of {name}</span>
                </GoLink>
              ),
            },
          ]}
        />
      )}
    </SpaceBetween>
  );
}
