import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { countQuery, latestRunsQuery, runsQuery } from '../../api/swf/executions';
import type { SwfExecutionListItem } from '../../api/types';
import { runAddress, swfTypeAddress } from '../../model/addresses';
import { swfCli } from '../../model/awsCli';
import type { SwfFilter } from '../../model/swf/filter';
import { since } from '../../model/swf/latest';
import { LiveBar } from '../../parts/LiveBar';
import { RunMark } from '../../parts/swf/marks';
import { CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { Mark } from '../../ui/Mark';
import { More } from '../../ui/More';
import { Empty, Trouble } from '../../ui/Trouble';
import { Took, When } from '../../ui/When';
import { RunFilterForm } from './RunFilterForm';

export interface RunsProps {
  readonly domain: string;
  readonly filter: SwfFilter;
  readonly onFilter: (filter: SwfFilter) => void;
}

/** The runs of a domain that satisfy a filter. One filter makes the list and the count; new ones are counted and shown when asked. */
export function Runs({ domain, filter, onFilter }: RunsProps) {
  const [isPaused, setPaused] = useState(false);
  const queries = useQueryClient();
  const found = useInfiniteQuery(runsQuery(domain, filter));
  const latest = useQuery(latestRunsQuery(domain, filter, isPaused));
  const count = useQuery(countQuery(domain, filter, isPaused ? false : undefined)).data;
  const items = found.data?.pages.flatMap((page) => page.executionInfos) ?? [];
  const { fresh, gone } = since(items, found.data === undefined ? undefined : latest.data?.executionInfos, filter.time, latest.data?.nextPageToken === undefined);
  const show = () => void queries.resetQueries({ queryKey: runsQuery(domain, filter).queryKey });
  const feed = latest.error === null ? (latest.data === undefined ? 'connecting' : 'live') : 'broken';
  const isFiltered = filter.by !== undefined || filter.within !== undefined || filter.after !== undefined || filter.before !== undefined;
  return (
    <SpaceBetween size="m">
      <RunFilterForm filter={filter} onFilter={onFilter} />
      {found.error === null ? null : <Trouble of={found.error} onRetry={() => void found.refetch()} />}
      {found.error !== null && items.length === 0 ? null : (
        <Table<SwfExecutionListItem>
          variant="container"
          trackBy={({ execution }) => execution.runId}
          items={items}
          loading={found.isPending}
          loadingText="Loading executions"
          wrapLines
          enableKeyboardNavigation
          ariaLabels={{ tableLabel: 'Executions' }}
          header={
            <Header
              variant="h2"
              {...(count === undefined ? {} : { counter: `(${count.count.toLocaleString('en')}${count.truncated === true ? '+' : ''})` })}
              actions={
                <SpaceBetween direction="horizontal" size="xs" alignItems="center">
                  <Fresh count={fresh} onShow={show} />
                  <LiveBar feed={feed} isPaused={isPaused} onPause={setPaused} />
                  <CopyButton text={cliFor(domain, filter)} label="Copy as AWS CLI" />
                </SpaceBetween>
              }
            >
              {filter.state === 'open' ? 'Open executions' : 'Closed executions'}
            </Header>
          }
          empty={
            isFiltered ? (
              <Empty title="Nothing fits this filter">
                <Button onClick={() => onFilter({ state: filter.state, time: 'start' })}>Clear the filter</Button>
              </Empty>
            ) : (
              <Empty title={filter.state === 'open' ? 'No execution is open' : 'No execution has closed'}>Start one with the button above, the AWS CLI or an SDK.</Empty>
            )
          }
          footer={<More of={found} shown={items.length} />}
          columnDefinitions={columnsOf(domain, gone)}
        />
      )}
    </SpaceBetween>
  );
}

function columnsOf(domain: string, gone: ReadonlySet<string>) {
  return [
    {
      id: 'workflowId',
      header: 'Workflow id',
      isRowHeader: true,
      minWidth: 120,
      cell: ({ execution }: SwfExecutionListItem) => (
        <span className="break">
          <GoLink href={runAddress(domain, execution.workflowId, execution.runId)}>{execution.workflowId}</GoLink>
        </span>
      ),
    },
    {
      id: 'type',
      header: 'Workflow type',
      minWidth: 110,
      cell: ({ workflowType: { name, version } }: SwfExecutionListItem) => (
        <span className="break">
          <GoLink href={swfTypeAddress(domain, 'workflow', name, version)}>
            {name} {version}
          </GoLink>
        </span>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      minWidth: 130,
      cell: (row: SwfExecutionListItem) => (gone.has(row.execution.runId) ? <Mark type="info">{row.executionStatus === 'OPEN' ? 'Closed meanwhile' : 'Gone'}</Mark> : <RunMark of={row} />),
    },
    { id: 'tags', header: 'Tags', cell: ({ tagList }: SwfExecutionListItem) => <span className="break">{tagList === undefined || tagList.length === 0 ? '–' : tagList.join(', ')}</span> },
    { id: 'started', header: 'Started', minWidth: 100, cell: ({ startTimestamp }: SwfExecutionListItem) => <When at={startTimestamp} /> },
    { id: 'took', header: 'Took', minWidth: 90, cell: ({ startTimestamp, closeTimestamp }: SwfExecutionListItem) => <Took from={startTimestamp} to={closeTimestamp} /> },
  ];
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

function cliFor(domain: string, { state, time, after, before, by }: SwfFilter): string {
  const range = `oldestDate=${after ?? '1970-01-01T00:00:00Z'}${before === undefined ? '' : `,latestDate=${before}`}`;
  return swfCli(state === 'open' ? 'list-open-workflow-executions' : 'list-closed-workflow-executions', {
    domain,
    [time === 'close' ? 'close-time-filter' : 'start-time-filter']: range,
    'execution-filter': by?.by === 'workflowId' ? `workflowId=${by.workflowId}` : undefined,
    'type-filter': by?.by === 'type' ? `name=${by.name}${by.version === undefined ? '' : `,version=${by.version}`}` : undefined,
    'tag-filter': by?.by === 'tag' ? `tag=${by.tag}` : undefined,
    'close-status-filter': by?.by === 'closeStatus' ? `status=${by.status}` : undefined,
  });
}
