import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { ExecutionListItem } from '../api/types';
import { executionAddress, machineAddress } from '../model/addresses';
import { machineOf, nameOf } from '../model/arn';
import { GoLink } from '../ui/GoLink';
import { Took, When } from '../ui/When';
import { ExecutionMark } from './ExecutionMark';

export interface ExecutionTableProps {
  readonly items: readonly ExecutionListItem[];
  readonly isLoading: boolean;
  readonly empty: ReactNode;
  readonly header?: ReactNode;
  readonly filter?: ReactNode;
  readonly footer?: ReactNode;
  /** Leaves out the column that would say the same in each row. */
  readonly isOfOneMachine?: boolean;
}

/** Executions as rows. */
export function ExecutionTable({ items, isLoading, empty, header, filter, footer, isOfOneMachine = false }: ExecutionTableProps) {
  const machine = {
    id: 'machine',
    header: 'State machine',
    cell: (item: ExecutionListItem) => {
      const arn = item.stateMachineArn || machineOf(item.executionArn);
      return <GoLink href={machineAddress(arn)}>{nameOf(arn)}</GoLink>;
    },
  };
  return (
    <Table<ExecutionListItem>
      variant="container"
      trackBy="executionArn"
      items={items}
      loading={isLoading}
      loadingText="Loading executions"
      empty={empty}
      header={header}
      filter={filter}
      footer={footer}
      wrapLines
      enableKeyboardNavigation
      ariaLabels={{ tableLabel: 'Executions' }}
      columnDefinitions={[
        {
          id: 'name',
          header: 'Name',
          isRowHeader: true,
          cell: (item) => (
            <span className="break">
              <GoLink href={executionAddress(item.executionArn)}>{item.name}</GoLink>
            </span>
          ),
        },
        ...(isOfOneMachine ? [] : [machine]),
        { id: 'status', header: 'Status', cell: (item) => <ExecutionMark status={item.status} /> },
        { id: 'error', header: 'Error', cell: (item) => <span className="break">{item.error ?? '–'}</span> },
        { id: 'started', header: 'Started', cell: (item) => <When at={item.startDate} /> },
        { id: 'took', header: 'Took', cell: (item) => <Took from={item.startDate} to={item.stopDate} /> },
      ]}
    />
  );
}
