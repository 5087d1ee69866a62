import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import Toggle from '@cloudscape-design/components/toggle';
import { useMemo, useState } from 'react';
import type { SwfEvent } from '../../api/types';
import { attributesOf, referencesOf } from '../../model/swf/events';
import type { SwfStory } from '../../model/swf/story';
import { duration } from '../../model/times';
import { CopyButton } from '../../ui/Copy';
import { TextEditor } from '../../ui/editor/TextEditor';
import { type Column, VirtualGrid } from '../../ui/grid/VirtualGrid';
import { Empty } from '../../ui/Trouble';
import { When } from '../../ui/When';
import type { RunFaceProps } from './RunFaces';

const NAMED_AT_MOST = 12;

/** The history as AWS tells it, a row an event, however long it is; the chosen event in full below, with the ways to those it belongs with. */
export function SwfEventsFace({ events, story, view, onView, onEvent }: RunFaceProps & { events: readonly SwfEvent[] }) {
  const [text, setText] = useState('');
  const rows = useMemo(() => arranged(events, story, text, view.isReversed), [events, story, text, view.isReversed]);
  const columns = useMemo(() => columnsOf(story), [story]);
  const chosen = view.event === undefined ? undefined : events[view.event - 1];
  return (
    <SpaceBetween size="m">
      <div className="filter">
        <TextFilter
          filteringText={text}
          filteringPlaceholder="Find by type or part"
          filteringAriaLabel="Find events by type or part"
          countText={text === '' ? '' : `${rows.length.toLocaleString('en')} found`}
          onChange={({ detail }) => setText(detail.filteringText)}
        />
        <Toggle checked={view.isReversed} onChange={({ detail }) => onView({ ...view, isReversed: detail.checked })}>
          Latest first
        </Toggle>
      </div>
      <div className="beside">
        <div className={chosen === undefined ? '' : 'beside-both'}>
          {rows.length === 0 ? (
            <Empty title="No event fits" />
          ) : (
            <VirtualGrid label="Events" rows={rows} columns={columns} keyOf={idOf} selected={view.event} onSelect={({ eventId }) => onEvent(eventId)} follows={!view.isReversed} />
          )}
          {chosen === undefined ? <Box color="text-body-secondary">Choose an event to see all of it.</Box> : <Chosen event={chosen} story={story} onEvent={onEvent} />}
        </div>
      </div>
    </SpaceBetween>
  );
}

function Chosen({ event, story, onEvent }: { event: SwfEvent; story: SwfStory; onEvent: (id: number) => void }) {
  const { eventId, eventType } = event;
  const shown = JSON.stringify(attributesOf(event), null, 2);
  const later = story.namedBy.get(eventId) ?? [];
  return (
    <Container
      header={
        <Header variant="h2" actions={<CopyButton text={JSON.stringify(event, null, 2)} label="Copy event" />} description={<span className="break">{story.partOf.get(eventId) ?? ''}</span>}>
          Event {eventId}: {eventType}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <nav aria-label="Related events" className="related">
          {referencesOf(event).map(({ role, id }) => (
            <span key={role}>
              {role} <Link onFollow={() => onEvent(id)}>event {id}</Link>
            </span>
          ))}
          {later.length === 0 ? null : (
            <span>
              named by{' '}
              {later.slice(0, NAMED_AT_MOST).map((id) => (
                <span key={id}>
                  <Link onFollow={() => onEvent(id)}>event {id}</Link>{' '}
                </span>
              ))}
              {later.length > NAMED_AT_MOST ? `and ${later.length - NAMED_AT_MOST} more` : ''}
            </span>
          )}
        </nav>
        <TextEditor text={shown} label={`Attributes of event ${eventId}`} height={280} />
      </SpaceBetween>
    </Container>
  );
}

const idOf = ({ eventId }: SwfEvent) => eventId;

function arranged(events: readonly SwfEvent[], { partOf }: SwfStory, text: string, isReversed: boolean): readonly SwfEvent[] {
  const words = text.toLowerCase();
  const found = words === '' ? events : events.filter(({ eventId, eventType }) => eventType.toLowerCase().includes(words) || (partOf.get(eventId)?.toLowerCase().includes(words) ?? false));
  return isReversed ? found.toReversed() : found;
}

function columnsOf({ partOf, from }: SwfStory): Column<SwfEvent>[] {
  return [
    { name: 'Id', width: '52px', isNumber: true, cell: ({ eventId }) => eventId },
    { name: 'Type', width: 'minmax(150px, 3fr)', cell: ({ eventType }) => eventType },
    { name: 'Part of', width: 'minmax(90px, 2fr)', cell: ({ eventId }) => <span className="break">{partOf.get(eventId) ?? ''}</span> },
    { name: 'After start', width: '92px', isNumber: true, cell: ({ eventTimestamp }) => duration(Date.parse(eventTimestamp) - (from ?? 0)) },
    { name: 'Time', width: 'minmax(84px, 1fr)', cell: ({ eventTimestamp }) => <When at={eventTimestamp} /> },
  ];
}
