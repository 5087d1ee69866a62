import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { CopyButton } from '../../ui/Copy';
import { JsonText } from '../../ui/editor/JsonText';
import { Empty } from '../../ui/Trouble';

/** What went into an execution and what came out. */
export function Payloads({ input, output, isRunning }: { input: string | undefined; output: string | undefined; isRunning: boolean }) {
  return (
    <ColumnLayout columns={2} minColumnWidth={380}>
      <Payload name="Input" text={input} without="It was started without an input." />
      <Payload name="Output" text={output} without={isRunning ? 'It has not ended yet.' : 'It ended without one.'} />
    </ColumnLayout>
  );
}

function Payload({ name, text, without }: { name: string; text: string | undefined; without: string }) {
  return (
    <Container header={<Header variant="h2" {...(text === undefined ? {} : { actions: <CopyButton text={text} label={`Copy ${name.toLowerCase()}`} /> })}>{name}</Header>}>
      {text === undefined ? <Empty title={`No ${name.toLowerCase()}`}>{without}</Empty> : <JsonText text={text} label={name} height={460} />}
    </Container>
  );
}
