import { type Shortened, type Span, spansOf } from '../axis';
import type { WorkStatus } from './steps';
import type { DecisionStatus, DecisionTask, SwfStory, Work } from './story';

/** One bar: a decision task, or below it what its decider opened. */
export interface SwfBar extends Span {
  /** The event that opened it. */
  readonly id: number;
  readonly of: { readonly task: DecisionTask } | { readonly work: Work };
  readonly status: DecisionStatus | WorkStatus;
  readonly from: number;
  readonly to: number | undefined;
  /** The part of it in which somebody was at work. */
  readonly taken: Span | undefined;
}

export interface SwfTimeline {
  readonly bars: readonly SwfBar[];
  readonly shortened: readonly Shortened[];
}

/** A story as bars in the order of its events; what is open reaches to now. */
export function swfTimelineOf(story: SwfStory, now: number, shortens: boolean): SwfTimeline {
  const from = story.from ?? now;
  const to = Math.max(story.closing?.at ?? now, from + 1);
  const all = [...story.decisions.map((task) => ({ task })), ...story.works.map((work) => ({ work }))];
  const lives = all.map((of) => ({ of, life: 'task' in of ? of.task : of.work })).sort((a, b) => a.life.id - b.life.id);
  const { span, shortened } = spansOf(lives.flatMap(({ life }) => [life.from, life.started, life.to]), from, to, shortens);
  const bars = lives.map(({ of, life }) => ({
    id: life.id,
    of,
    status: life.status,
    from: life.from,
    to: life.to,
    ...span(life.from, life.to),
    taken: life.started === undefined ? undefined : span(life.started, life.to),
  }));
  return { bars, shortened };
}
