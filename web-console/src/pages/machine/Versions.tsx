import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { versionsQuery } from '../../api/machines';
import type { StateMachineVersion } from '../../api/types';
import { executionsAddress, machineAddress } from '../../model/addresses';
import { qualifierOf } from '../../model/arn';
import { awsCli } from '../../model/awsCli';
import { CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { Answer, Empty } from '../../ui/Trouble';
import { When } from '../../ui/When';

/** The published versions of a machine. */
export function Versions({ arn }: { arn: string }) {
  const versions = useQuery(versionsQuery(arn));
  return (
    <Answer of={versions} what="the versions">
      {({ stateMachineVersions }) => (
        <Table<StateMachineVersion>
          items={stateMachineVersions}
          trackBy="stateMachineVersionArn"
          ariaLabels={{ tableLabel: 'Versions' }}
          header={
            <Header
              variant="h2"
              counter={`(${stateMachineVersions.length})`}
              actions={<CopyButton text={awsCli('list-state-machine-versions', { 'state-machine-arn': arn })} label="Copy as AWS CLI" />}
            >
              Versions
            </Header>
          }
          empty={<Empty title="No version was published">A version is a revision with a number that does not change any more.</Empty>}
          columnDefinitions={[
            {
              id: 'version',
              header: 'Version',
              isRowHeader: true,
              cell: (one) => <GoLink href={machineAddress(one.stateMachineVersionArn)}>{qualifierOf(one.stateMachineVersionArn)}</GoLink>,
            },
            { id: 'created', header: 'Published', cell: ({ creationDate }) => <When at={creationDate} /> },
            {
              id: 'executions',
              header: 'Executions',
              cell: (one) => <GoLink href={executionsAddress({ stateMachineArn: one.stateMachineVersionArn })}>Executions of this version</GoLink>,
            },
          ]}
        />
      )}
    </Answer>
  );
}
