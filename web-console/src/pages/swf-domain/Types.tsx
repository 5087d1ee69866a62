import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type TypeListItem, typesQuery } from '../../api/swf/kinds';
import type { RegistrationStatus, SwfKind } from '../../api/types';
import { domainAddress, swfTypeAddress } from '../../model/addresses';
import { swfCli } from '../../model/awsCli';
import { RegistrationMark } from '../../parts/swf/marks';
import { CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { More } from '../../ui/More';
import { Empty, Trouble } from '../../ui/Trouble';
import { When } from '../../ui/When';
import { RegisterTypeDialog } from './RegisterTypeDialog';

export interface TypesProps {
  readonly domain: string;
  readonly kind: SwfKind;
  readonly status: RegistrationStatus;
  readonly name: string;
  readonly onStatus: (status: RegistrationStatus) => void;
  readonly onName: (name: string) => void;
}

/** The types of workflows or of activities of a domain; a name finds all its versions. */
export function Types({ domain, kind, status, name, onStatus, onName }: TypesProps) {
  const [isRegistering, setRegistering] = useState(false);
  const found = useInfiniteQuery(typesQuery(domain, kind, status, name));
  const items = found.data?.pages.flatMap((page) => page.typeInfos) ?? [];
  const title = kind === 'workflow' ? 'Workflow types' : 'Activity types';
  return (
    <SpaceBetween size="m">
      {found.error === null ? null : <Trouble of={found.error} onRetry={() => void found.refetch()} />}
      <Table<TypeListItem>
        variant="container"
        trackBy={({ type }) => JSON.stringify(type)}
        items={items}
        loading={found.isPending}
        loadingText="Loading types"
        wrapLines
        enableKeyboardNavigation
        ariaLabels={{ tableLabel: title }}
        header={
          <Header
            variant="h2"
            counter={found.data === undefined ? '' : `(${items.length}${found.hasNextPage ? '+' : ''})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <CopyButton text={swfCli(`list-${kind}-types`, { domain, 'registration-status': status, name })} label="Copy as AWS CLI" />
                <Button onClick={() => setRegistering(true)}>Register type</Button>
              </SpaceBetween>
            }
          >
            {title}
          </Header>
        }
        filter={
          <div className="filter">
            <SegmentedControl
              label="Status of the types"
              selectedId={status}
              onChange={({ detail }) => onStatus(detail.selectedId as RegistrationStatus)}
              options={[
                { id: 'REGISTERED', text: 'Registered' },
                { id: 'DEPRECATED', text: 'Deprecated' },
              ]}
            />
            <Input type="search" value={name} onChange={({ detail }) => onName(detail.value)} placeholder="Find by exact name" ariaLabel="Find types by exact name" clearAriaLabel="Clear" />
          </div>
        }
        empty={name === '' ? <Empty title={status === 'REGISTERED' ? 'No type is registered' : 'No type is deprecated'} /> : <Empty title="No type has this name" />}
        footer={<More of={found} shown={items.length} />}
        columnDefinitions={[
          {
            id: 'name',
            header: 'Name',
            isRowHeader: true,
            cell: ({ type }) => (
              <span className="break">
                <GoLink href={swfTypeAddress(domain, kind, type.name, type.version)}>{type.name}</GoLink>
              </span>
            ),
          },
          { id: 'version', header: 'Version', cell: ({ type }) => <span className="break">{type.version}</span> },
          { id: 'status', header: 'Status', cell: (one) => <RegistrationMark status={one.status} /> },
          { id: 'description', header: 'Description', cell: ({ description }) => <span className="break">{description ?? '–'}</span> },
          { id: 'created', header: 'Registered', cell: ({ creationDate }) => <When at={creationDate} /> },
          ...(status === 'DEPRECATED' ? [{ id: 'deprecated', header: 'Deprecated', cell: ({ deprecationDate }: TypeListItem) => <When at={deprecationDate} /> }] : []),
          ...(kind === 'workflow'
            ? [
                {
                  id: 'executions',
                  header: 'Executions',
                  cell: ({ type }: TypeListItem) => (
                    <GoLink href={domainAddress(domain, { type: type.name, version: type.version })}>
                      Executions
                      <span className="unseen">
                        {' '}
                        of {type.name} {type.version}
                      </span>
                    </GoLink>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isRegistering ? <RegisterTypeDialog domain={domain} kind={kind} onClose={() => setRegistering(false)} /> : null}
    </SpaceBetween>
  );
}
