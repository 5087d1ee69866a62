import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useMemo, useState } from 'react';
import type { HistoryEvent } from '../../api/types';
import type { History } from '../../api/useHistory';
import { duration } from '../../model/times';
import { CopyButton } from '../../ui/Copy';
import { TextEditor } from '../../ui/editor/TextEditor';
import { type Column, VirtualGrid } from '../../ui/grid/VirtualGrid';
import { Empty, Loading } from '../../ui/Trouble';
import { When } from '../../ui/When';
import { ForkDialog } from './ForkDialog';
import type { FaceProps } from './GraphFace';
import type { Reading } from './useReading';

/** The history as AWS tells it, a row an event, however long it is; the chosen event in full below. */
export function EventsFace({ arn, history, reading, view, onView }: FaceProps & { arn: string; history: History }) {
  const [forking, setForking] = useState<number>();
  const [text, setText] = useState('');
  const { events } = history;
  const rows = useMemo(() => filtered(events, reading, text), [events, reading, text]);
  const columns = useMemo(() => columnsOf(reading), [reading]);
  const chosen = view.event === undefined ? undefined : events[view.event - 1];
  if (events.length === 0) {
    return history.problem === undefined ? <Loading what="the history" /> : <Empty title="The history could not be read" />;
  }
  return (
    <SpaceBetween size="m">
      <TextFilter
        filteringText={text}
        filteringPlaceholder="Find by type or state"
        filteringAriaLabel="Find events by type or state"
        countText={text === '' ? '' : `${rows.length.toLocaleString('en')} found`}
        onChange={({ detail }) => setText(detail.filteringText)}
      />
      {rows.length === 0 ? (
        <Empty title="No event fits" />
      ) : (
        <VirtualGrid label="Events" rows={rows} columns={columns} keyOf={idOf} selected={view.event} onSelect={({ id }) => onView({ ...view, event: id })} follows />
      )}
      {chosen === undefined ? (
        <Box color="text-body-secondary">Choose an event to see all of it.</Box>
      ) : (
        <Container
          header={
            <Header
              variant="h2"
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <Button onClick={() => setForking(chosen.id)}>Fork from here</Button>
                  <CopyButton text={JSON.stringify(chosen, null, 2)} label="Copy event" />
                </SpaceBetween>
              }
            >
              Event {chosen.id}: {chosen.type}
            </Header>
          }
        >
          <TextEditor text={JSON.stringify(chosen, null, 2)} label={`Event ${chosen.id}`} height={320} />
        </Container>
      )}
      {forking === undefined ? null : <ForkDialog arn={arn} event={forking} events={events} story={reading.story} onClose={() => setForking(undefined)} />}
    </SpaceBetween>
  );
}

const idOf = ({ id }: HistoryEvent) => id;

function filtered(events: readonly HistoryEvent[], { story }: Reading, text: string): readonly HistoryEvent[] {
  const words = text.toLowerCase();
  return words === '' ? events : events.filter(({ id, type }) => type.toLowerCase().includes(words) || (story.visitOf.get(id)?.name.toLowerCase().includes(words) ?? false));
}

function columnsOf({ story }: Reading): Column<HistoryEvent>[] {
  return [
    { name: 'Id', width: '72px', isNumber: true, cell: ({ id }) => id },
    { name: 'Type', width: 'minmax(180px, 2fr)', cell: ({ type }) => type },
    { name: 'State', width: 'minmax(120px, 2fr)', cell: ({ id }) => placeOf(story, id) },
    { name: 'After start', width: '110px', isNumber: true, cell: ({ timestamp }) => duration(Date.parse(timestamp) - (story.from ?? 0)) },
    { name: 'Time', width: 'minmax(120px, 1fr)', cell: ({ timestamp }) => <When at={timestamp} /> },
  ];
}

function placeOf(story: Reading['story'], id: number): string {
  const visit = story.visitOf.get(id);
  const item = visit?.scope.index;
  return visit === undefined ? '' : `${visit.name}${item === undefined ? '' : ` (item ${item})`}`;
}
