import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useHealth } from '../../api/useHealth';
import { FirstSteps } from './FirstSteps';
import { HealthPanel } from './HealthPanel';

/** The first page: what this server is, whether it is well, and how to begin. */
export function HomePage() {
  const health = useHealth();
  return (
    <ContentLayout
      defaultPadding
      maxContentWidth={960}
      header={
        <Header
          variant="h1"
          description="A workflow platform that speaks AWS Step Functions, on PostgreSQL and Redis. State machines and executions are not shown here yet: use the AWS CLI or an SDK."
        >
          Stepwell
        </Header>
      }
    >
      <SpaceBetween size="l">
        <HealthPanel health={health} />
        <FirstSteps />
      </SpaceBetween>
    </ContentLayout>
  );
}
