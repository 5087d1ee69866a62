import Header from '@cloudscape-design/components/header';
import { useInfiniteQuery } from '@tanstack/react-query';
import { searchQuery } from '../../api/executions';
import { executionsAddress } from '../../model/addresses';
import { awsCli } from '../../model/awsCli';
import { ExecutionTable } from '../../parts/ExecutionTable';
import { CopyButton } from '../../ui/Copy';
import { GoLink } from '../../ui/GoLink';
import { More } from '../../ui/More';
import { Empty, Trouble } from '../../ui/Trouble';

/** The newest executions of a machine, with a way to all of them. */
export function RecentExecutions({ arn }: { arn: string }) {
  const found = useInfiniteQuery(searchQuery({ stateMachineArn: arn }));
  const items = found.data?.pages.flatMap((page) => page.executions) ?? [];
  if (found.error !== null && items.length === 0) {
    return <Trouble of={found.error} onRetry={() => void found.refetch()} />;
  }
  return (
    <ExecutionTable
      isOfOneMachine
      items={items}
      isLoading={found.isPending}
      empty={<Empty title="Nothing was started yet">Start the first execution above.</Empty>}
      header={
        <Header
          variant="h2"
          description={<GoLink href={executionsAddress({ stateMachineArn: arn })}>Search all executions of this machine</GoLink>}
          actions={<CopyButton text={awsCli('list-executions', { 'state-machine-arn': arn })} label="Copy as AWS CLI" />}
        >
          Newest executions
        </Header>
      }
      footer={<More of={found} shown={items.length} />}
    />
  );
}
