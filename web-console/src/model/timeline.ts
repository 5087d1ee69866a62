import { type Shortened, type Span, spansOf } from './axis';
import type { Story, Visit } from './story';

/** One bar of the timeline. */
export interface Bar extends Span {
  readonly visit: Visit;
  /** The tries within it, when there are several. */
  readonly tries: readonly (Span & { readonly status: Visit['status'] })[];
}

export interface Timeline {
  readonly bars: readonly Bar[];
  readonly shortened: readonly Shortened[];
}

/** A story as bars in the order of beginning; what still runs reaches to now. */
export function timelineOf(story: Story, now: number, shortens: boolean): Timeline {
  const from = story.from ?? now;
  const to = Math.max(story.ending?.at ?? now, from + 1);
  const { span, shortened } = spansOf(edgesOf(story), from, to, shortens);
  const bars = story.visits.map((visit) => ({
    visit,
    ...span(visit.from, visit.to),
    tries: visit.attempts.length < 2 ? [] : visit.attempts.map((one) => ({ ...span(one.from, one.to), status: one.status })),
  }));
  return { bars, shortened };
}

function edgesOf({ visits }: Story): (number | undefined)[] {
  return visits.flatMap((visit) => [visit.from, visit.to, ...visit.attempts.flatMap((one) => [one.from, one.to])]);
}
