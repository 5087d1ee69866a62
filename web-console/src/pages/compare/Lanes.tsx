import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Job, Lane } from '../../model/compare/lane';
import { duration } from '../../model/times';

/** So many bars of each lane are drawn. */
const DRAWN = 60;

/** The tasks of both lanes over the same length of time: pale while they wait, in colour while they are worked on, and the gaps between. */
export function Lanes({ machine, run }: { machine: Lane; run: Lane }) {
  const longest = Math.max(...[machine, run].map(({ from, to }) => (from === undefined || to === undefined ? 1 : to - from)), 1);
  return (
    <Container header={<Header variant="h2" description={`Both from their own beginning, over ${duration(longest)}.`}>Over time</Header>}>
      <SpaceBetween size="l">
        <LaneBars title="State machine" lane={machine} longest={longest} />
        <LaneBars title="SWF" lane={run} longest={longest} />
      </SpaceBetween>
    </Container>
  );
}

function LaneBars({ title, lane, longest }: { title: string; lane: Lane; longest: number }) {
  const { jobs, from = 0, to } = lane;
  const end = to ?? from + longest;
  return (
    <section aria-label={title}>
      <b>{title}</b>
      <ul className="lane">
        <Bar name="the whole" from={0} taken={undefined} to={end - from} longest={longest} />
        {jobs.slice(0, DRAWN).map((job, at) => (
          <Bar key={`${job.scheduled} ${at}`} name={job.name} {...relative(job, from, end)} longest={longest} />
        ))}
      </ul>
      {jobs.length > DRAWN ? <div>and {(jobs.length - DRAWN).toLocaleString('en')} more tasks.</div> : null}
    </section>
  );
}

const relative = ({ scheduled, taken, ended }: Job, from: number, end: number) => ({ from: scheduled - from, taken: taken === undefined ? undefined : taken - from, to: (ended ?? end) - from });

function Bar({ name, from, taken, to, longest }: { name: string; from: number; taken: number | undefined; to: number; longest: number }) {
  const place = (start: number, end: number) => ({ left: `${(start / longest) * 100}%`, width: `${(Math.max(0, end - start) / longest) * 100}%` });
  return (
    <li className="lane-row">
      <span className="bar-name" title={name}>
        {name}
      </span>
      <span className="bar-track">
        <span className="bar-mark is-waiting running" style={place(from, to)} />
        {taken === undefined ? null : <span className="bar-mark running" style={place(taken, to)} />}
      </span>
      <span className="bar-time">{duration(to - from)}</span>
    </li>
  );
}
