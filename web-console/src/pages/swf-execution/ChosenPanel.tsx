import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Decision, DecisionTask, Work } from '../../model/swf/story';
import { WorkMark } from '../../parts/swf/marks';
import { When } from '../../ui/When';
import { duration } from '../../model/times';
import type { RunFaceProps } from './RunFaces';
import { wordOf, WorkPanel } from './WorkPanel';

const SHOWN = 100;

/** The chosen bar in full. */
export function ChosenPanel({ of, ...props }: RunFaceProps & { of: { task: DecisionTask } | { work: Work } }) {
  return 'task' in of ? <TaskPanel task={of.task} {...props} /> : <WorkPanel work={of.work} {...props} />;
}

function TaskPanel({ task, story, view, onView, onEvent }: RunFaceProps & { task: DecisionTask }) {
  const { number, status, news, decisions } = task;
  return (
    <Container header={<Header variant="h2">{`Decision ${number}`}</Header>}>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={2}
          items={[
            { label: 'Status', value: <WorkMark status={status} word={status === 'waiting' ? 'waits for a decider' : undefined} /> },
            { label: 'Decider', value: <span className="break">{task.identity === undefined || task.identity === '' ? '–' : task.identity}</span> },
            { label: 'Task list', value: <span className="break">{task.taskList}</span> },
            { label: 'Scheduled', value: <When at={task.from} /> },
            { label: 'Waited', value: task.started === undefined ? '–' : duration(task.started - task.from) },
            { label: 'Decided in', value: task.started === undefined || task.to === undefined ? '–' : duration(task.to - task.started) },
            ...(task.context === undefined || task.context === '' ? [] : [{ label: 'Execution context', value: <div className="cause">{task.context}</div> }]),
          ]}
        />
        <section aria-label="What made it">
          <Box variant="h3">What made it</Box>
          {news.length === 0 ? (
            <Box color="text-body-secondary">Nothing new since the decision before.</Box>
          ) : (
            <ul className="waits">
              {news.slice(0, SHOWN).map((id) => (
                <li key={id} className="break">
                  <EventLink id={id} onEvent={onEvent} /> {story.typeOf.get(id)} {story.partOf.get(id) === undefined ? '' : `(${story.partOf.get(id)})`}
                </li>
              ))}
            </ul>
          )}
          <Rest of={news.length} />
        </section>
        <section aria-label="What was decided">
          <Box variant="h3">What was decided</Box>
          {decisions.length === 0 ? (
            <Box color="text-body-secondary">{status === 'completed' ? 'Nothing: it waits for more to happen.' : 'Nothing.'}</Box>
          ) : (
            <ul className="waits">
              {decisions.slice(0, SHOWN).map((decision) => (
                <li key={decision.eventId} className="break">
                  <Decided {...decision} onWork={(work) => onView({ ...view, chosen: work.id })} onEvent={onEvent} />
                </li>
              ))}
            </ul>
          )}
          <Rest of={decisions.length} />
        </section>
      </SpaceBetween>
    </Container>
  );
}

function Decided({ type, eventId, subject, refused, work, onWork, onEvent }: Decision & { onWork: (work: Work) => void; onEvent: (id: number) => void }) {
  return (
    <>
      <EventLink id={eventId} onEvent={onEvent} /> {type} {work === undefined ? <b>{subject}</b> : <Link onFollow={() => onWork(work)}>{work.subject}</Link>}{' '}
      {refused === undefined ? null : <WorkMark status="failed" word={refused} />}
      {work === undefined ? null : <WorkMark status={work.status} word={wordOf(work)} />}
    </>
  );
}

/** The way to an event. */
export function EventLink({ id, onEvent }: { id: number; onEvent: (id: number) => void }) {
  return <Link onFollow={() => onEvent(id)}>event {id}</Link>;
}

function Rest({ of }: { of: number }) {
  return of > SHOWN ? <div>and {(of - SHOWN).toLocaleString('en')} more.</div> : null;
}
