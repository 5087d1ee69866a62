import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { aliasesQuery } from '../../api/machines';
import type { StateMachineAlias } from '../../api/types';
import { machineAddress } from '../../model/addresses';
import { qualifierOf } from '../../model/arn';
import { awsCli } from '../../model/awsCli';
import { CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { Answer, Empty } from '../../ui/Trouble';
import { When } from '../../ui/When';

/** The aliases of a machine and where they lead, by weight. */
export function Aliases({ arn }: { arn: string }) {
  const aliases = useQuery(aliasesQuery(arn));
  return (
    <Answer of={aliases} what="the aliases">
      {(found) => (
        <Table<StateMachineAlias>
          items={found}
          trackBy="stateMachineAliasArn"
          ariaLabels={{ tableLabel: 'Aliases' }}
          header={
            <Header
              variant="h2"
              counter={`(${found.length})`}
              actions={<CopyButton text={awsCli('list-state-machine-aliases', { 'state-machine-arn': arn })} label="Copy as AWS CLI" />}
            >
              Aliases
            </Header>
          }
          empty={<Empty title="No alias was made">An alias is a name that leads to one or two versions by weight.</Empty>}
          columnDefinitions={[
            {
              id: 'alias',
              header: 'Alias',
              isRowHeader: true,
              cell: ({ stateMachineAliasArn, name }) => <GoLink href={machineAddress(stateMachineAliasArn ?? '')}>{name ?? ''}</GoLink>,
            },
            {
              id: 'leads',
              header: 'Leads to',
              cell: ({ routingConfiguration = [] }) => (
                <SpaceBetween direction="horizontal" size="s">
                  {routingConfiguration.map(({ stateMachineVersionArn, weight }) => (
                    <span key={stateMachineVersionArn}>
                      version {qualifierOf(stateMachineVersionArn)}: {weight} %
                    </span>
                  ))}
                </SpaceBetween>
              ),
            },
            { id: 'description', header: 'Description', cell: ({ description }) => <span className="break">{description ?? '–'}</span> },
            { id: 'updated', header: 'Changed', cell: ({ updateDate }) => <When at={updateDate} /> },
          ]}
        />
      )}
    </Answer>
  );
}
