import { duration } from '../times';
import type { Lane } from './lane';

/** One figure of both lanes, as it is shown. */
export interface Figure {
  readonly label: string;
  /** How it comes about. */
  readonly note: string;
  readonly machine: string;
  readonly run: string;
}

const NONE = '–';
const count = (of: number) => of.toLocaleString('en');

/** What both lanes are measured by, from their histories alone. */
export function figuresOf(machine: Lane, run: Lane): readonly Figure[] {
  const both = (label: string, note: string, tell: (lane: Lane) => string): Figure => ({ label, note, machine: tell(machine), run: tell(run) });
  return [
    both('Wall time', 'from the first event to the last', (lane) => length(wall(lane))),
    both('Coordination', 'wall time in which no worker was at work', (lane) => length(coordination(lane))),
    both('Requests', 'answered with something: start, polls that found a task, answers', ({ calls }) => count(calls)),
    both('History events', '', ({ events }) => count(events)),
    both('Size of the history', 'characters of JSON', ({ size }) => count(size)),
    both('Decision tasks', 'a state machine’s server decides', ({ decisions }) => count(decisions)),
    both('State transitions', 'a run of SWF has no states', ({ transitions }) => count(transitions)),
    both('Tasks of workers and functions', '', ({ jobs }) => count(jobs.length)),
    both('Queue wait, median', 'from being scheduled to being taken', (lane) => length(quantile(waits(lane), 0.5))),
    both('Queue wait, 95 %', '', (lane) => length(quantile(waits(lane), 0.95))),
    both('Hand-over, median', 'from the end of a task to when the next is scheduled', (lane) => length(quantile(handOvers(lane), 0.5))),
  ];
}

const length = (milliseconds: number | undefined) => (milliseconds === undefined ? NONE : duration(milliseconds));

function wall({ from, to }: Lane): number | undefined {
  return from === undefined || to === undefined ? undefined : to - from;
}

const waits = ({ jobs }: Lane) => jobs.flatMap(({ scheduled, taken }) => (taken === undefined ? [] : [taken - scheduled]));

/** The wall time without that in which at least one task was being worked on. */
export function coordination(lane: Lane): number | undefined {
  const whole = wall(lane);
  if (whole === undefined) {
    return undefined;
  }
  const work = lane.jobs
    .flatMap(({ taken, ended }) => (taken === undefined || ended === undefined ? [] : [[taken, ended] as const]))
    .sort(([a], [b]) => a - b);
  let busy = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const [taken, ended] of work) {
    busy += Math.max(0, ended - Math.max(taken, until));
    until = Math.max(until, ended);
  }
  return whole - busy;
}

/** For each task's end, how long it took until another was scheduled. */
function handOvers({ jobs }: Lane): readonly number[] {
  const starts = jobs.map(({ scheduled }) => scheduled).sort((a, b) => a - b);
  return jobs.flatMap(({ ended }) => {
    const next = ended === undefined ? undefined : starts.find((at) => at >= ended);
    return ended === undefined || next === undefined ? [] : [next - ended];
  });
}

function quantile(of: readonly number[], share: number): number | undefined {
  const sorted = of.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}
