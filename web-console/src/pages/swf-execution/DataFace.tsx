import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { SwfExecution } from '../../api/types';
import { textOf } from '../../model/json';
import type { SwfStory } from '../../model/swf/story';
import { CopyButton } from '../../ui/Copy';
import { JsonText } from '../../ui/editor/JsonText';
import { Empty } from '../../ui/Trouble';

/** What a run was started with, what came of it, and what its decider keeps in mind. */
export function DataFace({ story, execution }: { story: SwfStory; execution: SwfExecution }) {
  const { closing } = story;
  return (
    <ColumnLayout columns={2} minColumnWidth={380}>
      <Text name="Input" text={textOf(story.begun, 'input')} without="It was started without an input." />
      <Text name="Result" text={textOf(closing?.attributes, 'result')} without={closing === undefined ? 'It has not closed yet.' : 'It closed without one.'} />
      <Text name="Latest execution context" text={execution.latestExecutionContext} without="No decider has left one." />
    </ColumnLayout>
  );
}

function Text({ name, text, without }: { name: string; text: string | undefined; without: string }) {
  return (
    <Container header={<Header variant="h2" {...(text === undefined ? {} : { actions: <CopyButton text={text} label={`Copy ${name.toLowerCase()}`} /> })}>{name}</Header>}>
      {text === undefined ? <Empty title={`No ${name.toLowerCase()}`}>{without}</Empty> : <JsonText text={text} label={name} height={320} />}
    </Container>
  );
}
