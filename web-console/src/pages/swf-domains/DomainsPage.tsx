import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { domainsQuery } from '../../api/swf/domains';
import type { RegistrationStatus, SwfDomainListItem } from '../../api/types';
import { domainAddress } from '../../model/addresses';
import { swfCli } from '../../model/awsCli';
import { RegistrationMark } from '../../parts/swf/marks';
import { CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { More } from '../../ui/More';
import { Empty, Trouble } from '../../ui/Trouble';
import { RegisterDomainDialog } from './RegisterDomainDialog';

/** All domains of SWF in the account that are registered, or that were deprecated. */
export function DomainsPage({ status, onStatus }: { status: RegistrationStatus; onStatus: (status: RegistrationStatus) => void }) {
  const [isRegistering, setRegistering] = useState(false);
  const domains = useInfiniteQuery(domainsQuery(status));
  const items = domains.data?.pages.flatMap((page) => page.domainInfos) ?? [];
  const isBroken = domains.error !== null && items.length === 0;
  return (
    <SpaceBetween size="l">
      {isBroken ? <Header variant="h1">SWF domains</Header> : null}
      {domains.error === null ? null : <Trouble of={domains.error} onRetry={() => void domains.refetch()} />}
      {isBroken ? null : (
        <Table<SwfDomainListItem>
          variant="full-page"
          items={items}
          trackBy="name"
          loading={domains.isPending}
          loadingText="Loading domains"
          ariaLabels={{ tableLabel: 'SWF domains' }}
          enableKeyboardNavigation
          wrapLines
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={domains.isPending ? '' : `(${items.length}${domains.hasNextPage ? '+' : ''})`}
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <CopyButton text={swfCli('list-domains', { 'registration-status': status })} label="Copy as AWS CLI" />
                  <Button variant="primary" onClick={() => setRegistering(true)}>
                    Register domain
                  </Button>
                </SpaceBetween>
              }
            >
              SWF domains
            </Header>
          }
          filter={
            <SegmentedControl
              label="Status of the domains"
              selectedId={status}
              onChange={({ detail }) => onStatus(detail.selectedId as RegistrationStatus)}
              options={[
                { id: 'REGISTERED', text: 'Registered' },
                { id: 'DEPRECATED', text: 'Deprecated' },
              ]}
            />
          }
          empty={
            status === 'REGISTERED' ? (
              <Empty title="No domains yet">A domain holds the types, the runs and the task lists of Amazon SWF that belong together.</Empty>
            ) : (
              <Empty title="No domain is deprecated" />
            )
          }
          footer={<More of={domains} shown={items.length} />}
          columnDefinitions={[
            {
              id: 'name',
              header: 'Name',
              isRowHeader: true,
              cell: ({ name }) => (
                <span className="break">
                  <GoLink href={domainAddress(name)}>{name}</GoLink>
                </span>
              ),
            },
            { id: 'status', header: 'Status', cell: (one) => <RegistrationMark status={one.status} /> },
            { id: 'description', header: 'Description', cell: ({ description }) => <span className="break">{description ?? '–'}</span> },
          ]}
        />
      )}
      {isRegistering ? <RegisterDomainDialog onClose={() => setRegistering(false)} /> : null}
    </SpaceBetween>
  );
}
