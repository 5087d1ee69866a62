import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Command } from '../../ui/Command';

/** Where a newcomer begins. */
export function FirstSteps() {
  return (
    <Container header={<Header>First steps</Header>}>
      <SpaceBetween size="s">
        <div>Take the keys that the server wrote when it first started, then ask it with the AWS CLI:</div>
        <Command>set -a; . .stepwell/credentials.env; set +a</Command>
        <Command>aws stepfunctions list-state-machines</Command>
        <div>Run the sample, an order with functions and an activity worker:</div>
        <Command>deploy/demo</Command>
        <Link href="/README.txt" external>
          README: the planes, the glossary, and two journeys through the house
        </Link>
      </SpaceBetween>
    </Container>
  );
}
