import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { mockProfilesQuery } from '../../api/machines';
import type { MockProfile } from '../../api/types';
import { awsCli } from '../../model/awsCli';
import { CopyButton } from '../../ui/Copy';
import { Answer, Empty } from '../../ui/Trouble';
import { When } from '../../ui/When';

/** The mock profiles of a machine: which states' tasks each of them answers for. */
export function MockProfiles({ arn }: { arn: string }) {
  const profiles = useQuery(mockProfilesQuery(arn));
  return (
    <Answer of={profiles} what="the mock profiles">
      {({ mockProfiles }) => (
        <Table<MockProfile>
          items={mockProfiles}
          trackBy="profileName"
          ariaLabels={{ tableLabel: 'Mock profiles' }}
          header={
            <Header variant="h2" counter={`(${mockProfiles.length})`}>
              Mock profiles
            </Header>
          }
          empty={<Empty title="There is no mock profile">A profile says what tasks answer in executions that are started with it, and nobody is asked then.</Empty>}
          columnDefinitions={[
            { id: 'profile', header: 'Profile', isRowHeader: true, cell: ({ profileName }) => <span className="break">{profileName}</span> },
            { id: 'states', header: 'Mocked states', cell: ({ stateNames }) => <span className="break">{stateNames.length === 0 ? 'none' : stateNames.join(', ')}</span> },
            { id: 'put', header: 'Last put', cell: ({ updateDate }) => <When at={updateDate} /> },
            {
              id: 'start',
              header: 'Start with it',
              cell: ({ profileName }) => <CopyButton text={awsCli('start-execution', { 'state-machine-arn': `${arn}#${profileName}` })} label="Copy as AWS CLI" />,
            },
          ]}
        />
      )}
    </Answer>
  );
}
