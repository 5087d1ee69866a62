import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { firesQuery } from '../../api/schedules';
import type { DueTime, ScheduleFire } from '../../api/types';
import { executionAddress } from '../../model/addresses';
import { nameOf } from '../../model/arn';
import { OUTCOMES, overlapWords } from '../../model/schedules';
import { GoLink } from '../../ui/GoLink';
import { Mark } from '../../ui/Mark';
import { Answer, Empty } from '../../ui/Trouble';
import { When } from '../../ui/When';

/** So many of the next times are shown. */
const NEXT = 5;

/** When a schedule is due next, and what came of the last times. */
export function Fires({ name }: { name: string }) {
  const asked = useQuery(firesQuery(name));
  return (
    <Answer of={asked} what="the fires">
      {({ nextTimes, fires, overlapPolicy }) => (
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">What comes next</Header>}>
            <ColumnLayout columns={2} variant="text-grid">
              <NextTimes times={nextTimes.slice(0, NEXT)} />
              <div>
                <Box variant="awsui-key-label">While something that it started still runs</Box>
                <div>{overlapWords(overlapPolicy)}</div>
              </div>
            </ColumnLayout>
          </Container>
          <LastFires fires={fires} />
        </SpaceBetween>
      )}
    </Answer>
  );
}

function NextTimes({ times }: { times: readonly DueTime[] }) {
  return (
    <div>
      <Box variant="awsui-key-label">Next times</Box>
      {times.length === 0 ? (
        <div>It is not due any more, or disabled.</div>
      ) : (
        <ul className="waits" aria-label="Next times">
          {times.map(({ dueTime }) => (
            <li key={dueTime}>
              {dueTime} (<When at={dueTime} />)
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function LastFires({ fires }: { fires: readonly ScheduleFire[] }) {
  return (
    <Table<ScheduleFire>
      items={fires}
      trackBy="dueTime"
      wrapLines
      ariaLabels={{ tableLabel: 'Last fires' }}
      header={
        <Header variant="h2" counter={`(${fires.length})`} description="The newest first.">
          Last fires
        </Header>
      }
      empty={<Empty title="It was not due yet" />}
      columnDefinitions={[
        { id: 'due', header: 'Due', isRowHeader: true, cell: ({ dueTime }) => <When at={dueTime} /> },
        { id: 'outcome', header: 'What came of it', cell: ({ outcome }) => <Mark type={OUTCOMES[outcome][0]}>{OUTCOMES[outcome][1]}</Mark> },
        { id: 'started', header: 'Execution', cell: ({ executionArn }) => <Started arn={executionArn} /> },
        { id: 'at', header: 'Decided or tried next', cell: ({ at }) => <When at={at} /> },
        { id: 'attempts', header: 'Tries', cell: ({ attempts }) => attempts },
        { id: 'reason', header: 'Why', cell: ({ reason }) => <span className="break">{reason ?? '–'}</span> },
      ]}
    />
  );
}

/** What was started: an execution, or workflow and run of SWF. */
function Started({ arn }: { arn: string | undefined }) {
  if (arn === undefined) {
    return <span>–</span>;
  }
  return <span className="break">{/^arn:aws:states:[^:]*:\d*:execution:/.test(arn) ? <GoLink href={executionAddress(arn)}>{nameOf(arn)}</GoLink> : arn}</span>;
}
