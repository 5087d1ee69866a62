import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Health } from '../../model/health';
import { StatusMark } from '../../ui/StatusMark';

/** What runs here and how it fares. */
export function HealthPanel({ health }: { health: Health | undefined }) {
  return (
    <Container header={<Header actions={<StatusMark status={health?.status} />}>What runs here</Header>}>
      <KeyValuePairs
        columns={3}
        items={(health?.parts ?? []).map((part) => ({
          label: part.name,
          value: (
            <SpaceBetween size="xxs">
              <StatusMark status={part.status} />
              <Box variant="small">{part.facts.join(' · ')}</Box>
            </SpaceBetween>
          ),
        }))}
      />
    </Container>
  );
}
