import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { runAddress } from '../../model/addresses';
import { layOut, textOf } from '../../model/json';
import { typeIn } from '../../model/swf/events';
import { KIND_WORDS } from '../../model/swf/fold';
import type { Work } from '../../model/swf/story';
import { firesAt } from '../../model/swf/waiting';
import { duration } from '../../model/times';
import { WorkMark } from '../../parts/swf/marks';
import { GoLink } from '../../ui/GoLink';
import { When } from '../../ui/When';
import type { RunFaceProps } from './RunFaces';

/** How work stands, in the words of its kind; undefined for the usual ones. */
export function wordOf({ kind, status, cancelRequestedId }: Work): string | undefined {
  if (cancelRequestedId !== undefined && (status === 'waiting' || status === 'running')) {
    return 'cancel requested';
  }
  if (kind === 'timer') {
    return status === 'completed' ? 'fired' : status === 'running' ? 'is set' : undefined;
  }
  if (kind === 'signal' || kind === 'cancel') {
    return status === 'completed' ? 'delivered' : status === 'notStarted' ? 'not delivered' : undefined;
  }
  return undefined;
}

const TIMEOUTS = [
  ['scheduleToStartTimeout', 'Until taken'],
  ['startToCloseTimeout', 'From taken to end'],
  ['scheduleToCloseTimeout', 'From scheduled to end'],
  ['heartbeatTimeout', 'Between heartbeats'],
  ['executionStartToCloseTimeout', 'For the whole child'],
  ['startToFireTimeout', 'Fires after'],
] as const;

/** The texts that work can carry, and where they stand. */
const TEXTS = [
  ['opened', 'input', 'Input'],
  ['opened', 'control', 'Control'],
  ['ended', 'result', 'Result'],
  ['ended', 'details', 'Details'],
] as const;

/** One thing that a decider had done, in full: how it stands, what went in and what came out, and the events that tell of it. */
export function WorkPanel({ work, domain, onEvent }: RunFaceProps & { work: Work }) {
  const { kind, subject, opened, ended = {} } = work;
  const list = textOf(opened.taskList, 'name');
  const why = textOf(ended, 'reason') ?? textOf(ended, 'timeoutType') ?? textOf(ended, 'cause');
  const texts = TEXTS.flatMap(([place, member, label]) => {
    const text = textOf(place === 'opened' ? opened : ended, member);
    return text === undefined ? [] : [{ label, text }];
  });
  return (
    <Container
      header={
        <Header variant="h2">
          <span className="break">
            {KIND_WORDS[kind]} {subject}
          </span>
        </Header>
      }
    >
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={2}
          items={[
            { label: 'Status', value: <WorkMark status={work.status} word={wordOf(work)} /> },
            ...some('Why', why),
            ...some('Type', typeIn(opened, 'activityType') ?? typeIn(opened, 'workflowType') ?? work.type),
            ...some('Task list', list),
            ...some('Worker', work.identity),
            { label: kind === 'timer' ? 'Set' : 'Scheduled', value: <When at={work.from} /> },
            ...(kind === 'timer' ? [{ label: 'Fires', value: <When at={firesAt(work)} /> }] : []),
            ...(work.started === undefined ? [] : [{ label: 'Waited', value: duration(work.started - work.from) }]),
            ...(work.started === undefined || work.to === undefined ? [] : [{ label: 'Took', value: duration(work.to - work.started) }]),
            ...(work.to === undefined ? [] : [{ label: 'Ended', value: <When at={work.to} /> }]),
            ...TIMEOUTS.flatMap(([member, label]) => some(label, seconds(textOf(opened, member)))),
            ...(work.runId === undefined || kind === 'activity'
              ? []
              : [{ label: 'Run', value: <GoLink href={runAddress(domain, subject, work.runId)}>{work.runId}</GoLink> }]),
          ]}
        />
        {texts.map(({ label, text }) => (
          <section key={label} aria-label={label}>
            <b>{label}</b>
            <div className="cause">{layOut(text)}</div>
          </section>
        ))}
        <nav aria-label="Its events" className="related">
          {[work.id, work.startedId, work.cancelRequestedId, work.endedId].map((id) =>
            id === undefined ? null : (
              <Link key={id} onFollow={() => onEvent(id)}>
                event {id}
              </Link>
            ),
          )}
        </nav>
      </SpaceBetween>
    </Container>
  );
}

function some(label: string, text: string | undefined) {
  return text === undefined || text === '' ? [] : [{ label, value: <span className="break">{text}</span> }];
}

function seconds(text: string | undefined): string | undefined {
  return text === undefined || !/^\d+$/.test(text) ? text : duration(Number(text) * 1000);
}
