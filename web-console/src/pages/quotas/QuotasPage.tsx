import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useQuery } from '@tanstack/react-query';
import { quotasQuery } from '../../api/quotas';
import type { Quota } from '../../api/types';
import { chosenQuotas, fullness, isBucket, type QuotaShow, standing } from '../../model/quotas';
import { Mark } from '../../ui/Mark';
import { Empty, Trouble } from '../../ui/Trouble';

export interface QuotasPageProps {
  readonly text: string;
  readonly show: QuotaShow;
  readonly onText: (text: string) => void;
  readonly onShow: (show: QuotaShow) => void;
}

const number = (value: number | undefined, without = '–') => (value === undefined ? without : value.toLocaleString('en'));

/** What the account may spend of each thing, how much of it is spent, and how often it was refused. */
export function QuotasPage({ text, show, onText, onShow }: QuotasPageProps) {
  const quotas = useQuery(quotasQuery);
  const all = quotas.data?.quotas ?? [];
  const items = chosenQuotas(all, text, show);
  const isBroken = quotas.error !== null && all.length === 0;
  return (
    <SpaceBetween size="l">
      {isBroken ? <Header variant="h1">Quotas</Header> : null}
      {quotas.error === null ? null : <Trouble of={quotas.error} onRetry={() => void quotas.refetch()} />}
      {isBroken ? null : (
        <Table<Quota>
          variant="full-page"
          items={items}
          trackBy="name"
          loading={quotas.isPending}
          loadingText="Loading quotas"
          ariaLabels={{ tableLabel: 'Quotas' }}
          enableKeyboardNavigation
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={quotas.isPending ? '' : `(${all.length})`}
              description="Buckets are emptied by calls and fill up again each second; of the rest there may be so many at a time. An operator sets them."
            >
              Quotas
            </Header>
          }
          filter={
            <div className="filter">
              <TextFilter
                filteringText={text}
                filteringPlaceholder="Find by name"
                filteringAriaLabel="Find quotas by name"
                countText={text === '' ? '' : `${items.length} found`}
                onChange={({ detail }) => onText(detail.filteringText)}
              />
              <SegmentedControl
                label="Which quotas"
                selectedId={show}
                onChange={({ detail }) => onShow(detail.selectedId as QuotaShow)}
                options={[
                  { id: 'all', text: 'All' },
                  { id: 'spent', text: 'In use' },
                  { id: 'refused', text: 'Refused' },
                ]}
              />
            </div>
          }
          empty={<Empty title="No quota is like that" />}
          columnDefinitions={[
            { id: 'name', header: 'Name', isRowHeader: true, cell: ({ name }) => <span className="break">{name}</span> },
            { id: 'size', header: 'Limit', cell: ({ size }) => number(size, 'none') },
            { id: 'refill', header: 'Back each second', cell: (quota) => (isBucket(quota) ? number(quota.refill) : '–') },
            { id: 'used', header: 'Used', cell: ({ used }) => number(used) },
            { id: 'standing', header: 'Standing', cell: (quota) => <Standing of={quota} /> },
            { id: 'refused', header: 'Refused', cell: ({ throttled }) => number(throttled) },
            { id: 'own', header: 'Set for', cell: ({ own }) => (own ? 'this account' : 'every account') },
          ]}
        />
      )}
    </SpaceBetween>
  );
}

function Standing({ of }: { of: Quota }) {
  if (fullness(of) === undefined) {
    return <span>–</span>;
  }
  switch (standing(of)) {
    case 'spent':
      return <Mark type="error">Spent</Mark>;
    case 'nearly':
      return <Mark type="warning">Nearly spent</Mark>;
    case 'free':
      return <Mark type="success">Free</Mark>;
  }
}
