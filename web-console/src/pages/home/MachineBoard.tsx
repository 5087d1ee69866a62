import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { MachineOverview } from '../../api/types';
import { machineAddress } from '../../model/addresses';
import { CountLink } from '../../parts/Counts';
import { GoLink } from '../../ui/GoLink';

const HOUR_MS = 3_600_000;

/** The machines that did anything lately, those that failed most first. */
export function MachineBoard({ machines, asOf }: { machines: readonly MachineOverview[]; asOf: string }) {
  const words = (one: MachineOverview) => ({ stateMachineArn: one.stateMachineArn });
  const ended = (one: MachineOverview, hours: number) => ({ ...words(one), stoppedAfter: new Date(Date.parse(asOf) - hours * HOUR_MS).toISOString() });
  return (
    <Table<MachineOverview>
      variant="container"
      header={
        <Header variant="h2" counter={`(${machines.length})`}>
          Active state machines
        </Header>
      }
      items={machines}
      trackBy="stateMachineArn"
      ariaLabels={{ tableLabel: 'Active state machines' }}
      columnDefinitions={[
        { id: 'name', header: 'Name', isRowHeader: true, cell: (one) => <GoLink href={machineAddress(one.stateMachineArn)}>{one.name}</GoLink> },
        { id: 'running', header: 'Running', cell: (one) => <CountLink counts={one.lastHour} status="RUNNING" words={words(one)} label="running" /> },
        { id: 'failed', header: 'Failed, last hour', cell: (one) => <CountLink counts={one.lastHour} status="FAILED" words={ended(one, 1)} label="failed" /> },
        { id: 'failedDay', header: 'Failed, last day', cell: (one) => <CountLink counts={one.lastDay} status="FAILED" words={ended(one, 24)} label="failed" /> },
        { id: 'succeeded', header: 'Succeeded, last hour', cell: (one) => <CountLink counts={one.lastHour} status="SUCCEEDED" words={ended(one, 1)} label="succeeded" /> },
        { id: 'succeededDay', header: 'Succeeded, last day', cell: (one) => <CountLink counts={one.lastDay} status="SUCCEEDED" words={ended(one, 24)} label="succeeded" /> },
      ]}
    />
  );
}
