import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../../api/executions';
import type { Overview } from '../../api/types';
import { useHealth } from '../../api/useHealth';
import { awsCli } from '../../model/awsCli';
import { CountLink } from '../../parts/Counts';
import { CopyButton } from '../../ui/Copy';
import { Answer } from '../../ui/Trouble';
import { When } from '../../ui/When';
import { DomainBoard } from './DomainBoard';
import { FirstSteps } from './FirstSteps';
import { HealthPanel } from './HealthPanel';
import { MachineBoard } from './MachineBoard';
import { ThrottledFigure } from './ThrottledFigure';

const HOUR_MS = 3_600_000;

/** How the account and its server fare: what runs, what failed lately, where, and how to begin. */
export function HomePage() {
  const overview = useQuery(overviewQuery);
  const health = useHealth();
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="What runs, and what failed or was throttled within the last hour"
        actions={<CopyButton text={awsCli('list-state-machines')} label="Copy as AWS CLI" />}
      >
        Home
      </Header>
      <Answer of={overview} what="the overview">
        {(seen) => (
          <SpaceBetween size="l">
            <Figures overview={seen} />
            {seen.machines.length === 0 ? <FirstSteps /> : <MachineBoard machines={seen.machines} asOf={seen.asOf} />}
          </SpaceBetween>
        )}
      </Answer>
      <DomainBoard />
      <HealthPanel health={health} />
    </SpaceBetween>
  );
}

function Figures({ overview }: { overview: Overview }) {
  const { lastHour } = overview;
  const since = { stoppedAfter: new Date(Date.parse(overview.asOf) - HOUR_MS).toISOString() };
  return (
    <Container
      header={
        <Header variant="h2" description={<>Counted <When at={overview.asOf} /></>}>
          Executions
        </Header>
      }
    >
      <div className="figures">
        <Figure label="Running now">
          <CountLink counts={lastHour} status="RUNNING" words={{}} isLarge label="running" />
        </Figure>
        <Figure label="Succeeded, last hour">
          <CountLink counts={lastHour} status="SUCCEEDED" words={since} isLarge label="succeeded" />
        </Figure>
        <Figure label="Failed, last hour">
          <CountLink counts={lastHour} status="FAILED" words={since} isLarge label="failed" />
        </Figure>
        <Figure label="Timed out, last hour">
          <CountLink counts={lastHour} status="TIMED_OUT" words={since} isLarge label="timed out" />
        </Figure>
        <Figure label="Aborted, last hour">
          <CountLink counts={lastHour} status="ABORTED" words={since} isLarge label="aborted" />
        </Figure>
        <Figure label="Throttled, last hour">
          <ThrottledFigure />
        </Figure>
      </div>
    </Container>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Box variant="awsui-key-label">{label}</Box>
      <Box variant="awsui-value-large">{children}</Box>
    </div>
  );
}
