import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countsQuery, searchQuery } from '../../api/executions';
import { type ExecutionFilter, type ExecutionStatus, STATUSES, type StatusCounts } from '../../api/types';
import { useLiveSearch } from '../../api/useLiveSearch';
import { awsCli } from '../../model/awsCli';
import { countOf } from '../../parts/Counts';
import { STATUS_WORDS } from '../../parts/ExecutionMark';
import { ExecutionTable } from '../../parts/ExecutionTable';
import { LiveBar } from '../../parts/LiveBar';
import { CopyButton } from '../../ui/Copy';
import { More } from '../../ui/More';
import { Empty, Trouble } from '../../ui/Trouble';
import { ExecutionFilterField } from './ExecutionFilterField';

/** Executions that satisfy a filter. The same filter makes the list, the counts and the live feed, and it stands in the address. */
export function ExecutionsPage({ filter, onFilter }: { filter: ExecutionFilter; onFilter: (filter: ExecutionFilter) => void }) {
  const [isPaused, setPaused] = useState(false);
  const found = useInfiniteQuery(searchQuery(filter));
  const counts = useQuery(countsQuery(filter)).data?.counts;
  const live = useLiveSearch(filter, isPaused);
  const items = found.data?.pages.flatMap((page) => page.executions) ?? [];
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        {...(counts === undefined ? {} : { counter: `(${counts.total.toLocaleString('en')})` })}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <LiveBar feed={live.feed} isPaused={isPaused} onPause={setPaused} />
            <CopyButton text={cliFor(filter)} label="Copy as AWS CLI" />
          </SpaceBetween>
        }
      >
        Executions
      </Header>
      <ExecutionFilterField filter={filter} onFilter={onFilter} />
      {counts === undefined ? null : <StatusRow counts={counts} filter={filter} onFilter={onFilter} />}
      {found.error === null ? null : <Trouble of={found.error} onRetry={() => void found.refetch()} />}
      {found.error !== null && items.length === 0 ? null : (
        <ExecutionTable
          items={items}
          isLoading={found.isPending}
          isOfOneMachine={false}
          header={<Fresh count={live.fresh} onShow={live.refresh} />}
          empty={
            isFiltered ? (
              <Empty title="Nothing fits this filter">
                <Button onClick={() => onFilter({})}>Clear the filter</Button>
              </Empty>
            ) : (
              <Empty title="Nothing was started yet">Executions appear here as soon as they start.</Empty>
            )
          }
          footer={<More of={found} shown={items.length} />}
        />
      )}
    </SpaceBetween>
  );
}

function Fresh({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <span role="status">
      {count === 0 ? (
        <span className="unseen">The list is up to date</span>
      ) : (
        <Button iconName="refresh" onClick={onShow}>
          Show {count.toLocaleString('en')} new
        </Button>
      )}
    </span>
  );
}

function StatusRow({ counts, filter, onFilter }: { counts: StatusCounts; filter: ExecutionFilter; onFilter: (filter: ExecutionFilter) => void }) {
  const isOnly = (status: ExecutionStatus) => filter.status?.length === 1 && filter.status[0] === status;
  const without = ({ status: _status, ...rest }: ExecutionFilter): ExecutionFilter => rest;
  return (
    <div className="chips" role="group" aria-label="Counts by status">
      {STATUSES.map((status) => (
        <button
          key={status}
          type="button"
          className="chip"
          aria-pressed={isOnly(status)}
          onClick={() => onFilter(isOnly(status) ? without(filter) : { ...filter, status: [status] })}
        >
          {STATUS_WORDS[status]} <b>{countOf(counts, status).toLocaleString('en')}</b>
        </button>
      ))}
    </div>
  );
}

function cliFor({ stateMachineArn, status }: ExecutionFilter): string {
  return awsCli('list-executions', {
    'state-machine-arn': stateMachineArn ?? 'STATE_MACHINE_ARN',
    'status-filter': status?.length === 1 ? status[0] : undefined,
  });
}
