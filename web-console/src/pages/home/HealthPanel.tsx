import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Fact, Health } from '../../model/health';
import { Mark } from '../../ui/Mark';
import { HealthMark } from './HealthMark';

/** The server's names for its parts, in a reader's words; other names stand as they are. */
const LABELS: Readonly<Record<string, string>> = { postgres: 'PostgreSQL', redis: 'Redis', gracefulShutdown: 'Requests', execution: 'Executions', planes: 'Planes' };
const FACTS: Readonly<Record<string, string>> = { milliseconds: 'milliseconds to answer', activeTasks: 'under way', staleTurns: 'turns lost to others', groups: 'commits', groupsInDoubt: 'commits in doubt' };

/** The settings by which a store may lose what it has acknowledged. */
const UNSAFE = 'unsafe';

function sentence({ name, value }: Fact): string {
  return `${value} ${FACTS[name] ?? name}`;
}

/** What runs here and how it fares. */
export function HealthPanel({ health }: { health: Health | undefined }) {
  return (
    <Container header={<Header actions={<HealthMark status={health?.status} />}>What runs here</Header>}>
      <KeyValuePairs
        columns={3}
        items={(health?.parts ?? []).map((part) => ({
          label: LABELS[part.name] ?? part.name,
          value: (
            <SpaceBetween size="xxs">
              <HealthMark status={part.status} />
              <Box variant="small">
                {part.facts
                  .filter((fact) => fact.name !== UNSAFE)
                  .map(sentence)
                  .join(' · ')}
              </Box>
              {part.facts
                .filter((fact) => fact.name === UNSAFE)
                .map(({ value }) => (
                  <Mark key={value} type="warning">
                    {`A crash may lose what was acknowledged: ${value}`}
                  </Mark>
                ))}
            </SpaceBetween>
          ),
        }))}
      />
    </Container>
  );
}
