import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { isWhole, type Pair } from '../../model/compare/pair';
import { Field } from '../../parts/swf/Field';
import { Compared } from './Compared';

/** The same work done twice: by a state machine, and by a decider of SWF. What both histories tell stands side by side. */
export function ComparePage({ pair, onPair }: { pair: Pair; onPair: (pair: Pair) => void }) {
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description="An execution of a state machine beside a run of SWF that did the same work; measured by their histories.">
        Compare
      </Header>
      <PairForm key={JSON.stringify(pair)} pair={pair} onPair={onPair} />
      {isWhole(pair) ? <Compared key={`compared ${JSON.stringify(pair)}`} pair={pair} /> : null}
    </SpaceBetween>
  );
}

function PairForm({ pair, onPair }: { pair: Pair; onPair: (pair: Pair) => void }) {
  const [named, setNamed] = useState(pair);
  const set = (member: keyof Pair) => (value: string) => setNamed((before) => ({ ...before, [member]: value.trim() }));
  return (
    <Container>
      <SpaceBetween size="s">
        <Field label="ARN of the execution" value={named.execution} onChange={set('execution')} />
        <div className="filter">
          <Field label="Domain" value={named.domain} onChange={set('domain')} />
          <Field label="Workflow id" value={named.workflowId} onChange={set('workflowId')} />
          <Field label="Run id" value={named.runId} onChange={set('runId')} />
          <Button variant="primary" disabled={!isWhole(named)} onClick={() => onPair(named)}>
            Compare
          </Button>
        </div>
      </SpaceBetween>
    </Container>
  );
}
