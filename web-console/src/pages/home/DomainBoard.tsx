import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useInfiniteQuery } from '@tanstack/react-query';
import { domainsQuery } from '../../api/swf/domains';
import type { SwfDomainListItem } from '../../api/types';
import { domainAddress } from '../../model/addresses';
import type { SwfFilter } from '../../model/swf/filter';
import { RunCount } from '../../parts/swf/RunCount';
import { GoLink } from '../../ui/GoLink';

/** So many are shown: each of their numbers is a question of its own. */
const SHOWN = 5;

const OPEN: SwfFilter = { state: 'open', time: 'start' };
const FAILED: SwfFilter = { state: 'closed', time: 'close', within: '1d', by: { by: 'closeStatus', status: 'FAILED' } };
const COMPLETED: SwfFilter = { state: 'closed', time: 'close', within: '1d', by: { by: 'closeStatus', status: 'COMPLETED' } };

/** What runs in the domains of SWF, and how it ended lately; nothing where there are none. */
export function DomainBoard() {
  const domains = useInfiniteQuery(domainsQuery('REGISTERED')).data?.pages[0]?.domainInfos ?? [];
  return domains.length === 0 ? null : (
    <Table<SwfDomainListItem>
      variant="container"
      header={
        <Header variant="h2" actions={<GoLink href="/swf">All domains</GoLink>}>
          Simple Workflow
        </Header>
      }
      items={domains.slice(0, SHOWN)}
      trackBy="name"
      wrapLines
      ariaLabels={{ tableLabel: 'Simple Workflow' }}
      columnDefinitions={[
        {
          id: 'name',
          header: 'Domain',
          isRowHeader: true,
          cell: ({ name }) => (
            <span className="break">
              <GoLink href={domainAddress(name)}>{name}</GoLink>
            </span>
          ),
        },
        { id: 'open', header: 'Open', cell: ({ name }) => <RunCount domain={name} filter={OPEN} label="open" /> },
        { id: 'failed', header: 'Failed, last day', cell: ({ name }) => <RunCount domain={name} filter={FAILED} label="failed" /> },
        { id: 'completed', header: 'Completed, last day', cell: ({ name }) => <RunCount domain={name} filter={COMPLETED} label="completed" /> },
      ]}
    />
  );
}
