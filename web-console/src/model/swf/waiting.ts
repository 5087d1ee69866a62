import { duration } from '../times';
import { KIND_WORDS } from './fold';
import type { WorkKind } from './steps';
import type { SwfStory, Work } from './story';

/** One reason why an open run does not go on, and the event that tells of it. */
export interface Reason {
  readonly eventId: number;
  readonly words: string;
  readonly since: number;
}

const MOST = 8;

/** Why an open run does not go on: its decision task, and what its deciders opened and wait for; the oldest first. */
export function whyOpen(story: SwfStory, now: number): { readonly reasons: readonly Reason[]; readonly more: number } {
  if (story.closing !== undefined) {
    return { reasons: [], more: 0 };
  }
  const task = story.decisions.at(-1);
  const decision: readonly Reason[] =
    task === undefined || task.to !== undefined
      ? []
      : [
          task.started === undefined
            ? { eventId: task.id, words: `decision ${task.number} waits for a decider that asks for tasks of ${task.taskList}`, since: task.from }
            : { eventId: task.startedId ?? task.id, words: `${task.identity === '' ? 'a decider' : task.identity} works on decision ${task.number}`, since: task.started },
        ];
  const open = story.works.filter(({ to }) => to === undefined);
  const reasons = [...decision, ...open.map((work) => reason(work, now))];
  if (reasons.length === 0 && story.decisions.length > 0) {
    reasons.push({ eventId: task?.endedId ?? 1, words: 'nothing is open: only a signal or a request to cancel brings it on', since: task?.to ?? now });
  }
  return { reasons: reasons.slice(0, MOST), more: Math.max(0, reasons.length - MOST) };
}

function reason(work: Work, now: number): Reason {
  return { eventId: work.startedId ?? work.id, words: `${KIND_WORDS[work.kind]} ${work.subject} ${waits(work, now)}`, since: work.started ?? work.from };
}

function waits(work: Work, now: number): string {
  const taken = work.started !== undefined;
  const words: Readonly<Record<WorkKind, () => string>> = {
    activity: () => (taken ? `is worked on${work.identity === undefined || work.identity === '' ? '' : ` by ${work.identity}`}` : `waits for a worker that asks for tasks of ${listOf(work)}`),
    lambda: () => (taken ? 'runs' : 'is about to be called'),
    timer: () => {
      const left = firesAt(work) - now;
      return left > 0 ? `fires in ${duration(left < 1000 ? left : Math.ceil(left / 1000) * 1000)}` : 'is due';
    },
    child: () => (taken ? 'is open' : 'is about to be started'),
    signal: () => 'is on its way',
    cancel: () => 'is on its way',
  };
  return words[work.kind]();
}

/** When a timer fires. */
export function firesAt({ from, opened }: Work): number {
  return from + Number(opened.startToFireTimeout ?? 0) * 1000;
}

function listOf({ opened }: Work): string {
  const list = opened.taskList as { name?: unknown } | undefined;
  return String(list?.name ?? '');
}
