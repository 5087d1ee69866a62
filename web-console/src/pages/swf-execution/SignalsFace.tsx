import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, type ReactNode } from 'react';
import { runAddress } from '../../model/addresses';
import type { Heard, Marker, Work } from '../../model/swf/story';
import { WorkMark } from '../../parts/swf/marks';
import { GoLink } from '../../ui/GoLink';
import { type Column, VirtualGrid } from '../../ui/grid/VirtualGrid';
import { Empty } from '../../ui/Trouble';
import { When } from '../../ui/When';
import type { RunFaceProps } from './RunFaces';
import { wordOf } from './WorkPanel';

const TALLEST = 240;

/** What reached the run from outside, what it sent to others, and the notes that its deciders left. A row leads to its event. */
export function SignalsFace({ domain, story, onEvent }: RunFaceProps) {
  const sent = useMemo(() => story.works.filter(({ kind }) => kind === 'signal' || kind === 'cancel'), [story]);
  const heardColumns = useMemo(() => columnsOfHeard(domain), [domain]);
  const go = ({ id }: { id: number }) => onEvent(id);
  return (
    <SpaceBetween size="l">
      <Part title="Received" without="No signal and no request to cancel was received." count={story.heard.length}>
        <VirtualGrid label="Received" rows={story.heard} columns={heardColumns} keyOf={idOf} onSelect={go} height={TALLEST} />
      </Part>
      <Part title="Sent to others" without="No signal and no request to cancel was sent." count={sent.length}>
        <VirtualGrid label="Sent to others" rows={sent} columns={SENT} keyOf={idOf} onSelect={go} height={TALLEST} />
      </Part>
      <Part title="Markers" without="No marker was recorded." count={story.markers.length}>
        <VirtualGrid label="Markers" rows={story.markers} columns={MARKERS} keyOf={idOf} onSelect={go} height={TALLEST} />
      </Part>
    </SpaceBetween>
  );
}

function Part({ title, count, without, children }: { title: string; count: number; without: string; children: ReactNode }) {
  return (
    <SpaceBetween size="xs">
      <Header variant="h2" counter={`(${count.toLocaleString('en')})`}>
        {title}
      </Header>
      {count === 0 ? <Empty title={without} /> : children}
    </SpaceBetween>
  );
}

const idOf = ({ id }: { id: number }) => id;
const event = { name: 'Event', width: '72px', isNumber: true, cell: ({ id }: { id: number }) => id };
const when = { name: 'Time', width: 'minmax(100px, 1fr)', cell: ({ at }: { at: number }) => <When at={at} /> };
const text = (words: string | undefined) => <span className="break">{words ?? '–'}</span>;

function columnsOfHeard(domain: string): Column<Heard>[] {
  return [
    event,
    { name: 'What', width: 'minmax(140px, 2fr)', cell: ({ what, name, cause }) => (what === 'signal' ? text(`signal ${name ?? ''}`) : text(`request to cancel${cause === undefined ? '' : ` (${cause})`}`)) },
    { name: 'From', width: 'minmax(100px, 1fr)', cell: ({ from }) => (from === undefined ? 'outside' : <GoLink href={runAddress(domain, from.workflowId, from.runId)}>{from.workflowId}</GoLink>) },
    { name: 'Input', width: 'minmax(100px, 2fr)', cell: ({ input }) => text(input) },
    when,
  ];
}

const SENT: Column<Work>[] = [
  event,
  { name: 'What', width: 'minmax(140px, 2fr)', cell: ({ kind, type }) => text(kind === 'signal' ? `signal ${type ?? ''}` : 'request to cancel') },
  { name: 'To', width: 'minmax(100px, 2fr)', cell: ({ subject }) => text(subject) },
  { name: 'Status', width: 'minmax(110px, 1fr)', cell: (work) => <WorkMark status={work.status} word={wordOf(work)} /> },
  { name: 'Time', width: 'minmax(100px, 1fr)', cell: ({ from }) => <When at={from} /> },
];

const MARKERS: Column<Marker>[] = [
  event,
  { name: 'Name', width: 'minmax(120px, 1fr)', cell: ({ name }) => text(name) },
  { name: 'Details', width: 'minmax(120px, 3fr)', cell: ({ details }) => text(details) },
  when,
];
