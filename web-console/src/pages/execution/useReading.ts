import { useMemo } from 'react';
import type { History } from '../../api/useHistory';
import { focus, type Picks, picksFor, placesOf, type Seen } from '../../model/focus';
import { fold } from '../../model/fold';
import type { ExecutionView } from '../../model/search';
import type { Story, Visit } from '../../model/story';
import { duration } from '../../model/times';
import type { StateMark } from '../../parts/graph/MachineGraph';

/** A history as it is read: the story it tells and what of it is seen. */
export interface Reading {
  /** Whether the history is here to its end. */
  readonly isWhole: boolean;
  readonly story: Story;
  readonly seen: ReadonlyMap<string, Seen>;
  readonly marks: ReadonlyMap<string, StateMark>;
}

/** Reads a history under what the address picks. */
export function useReading({ events, isWhole }: History, view: ExecutionView, now: number): Reading {
  const story = useMemo(() => fold(events), [events]);
  const places = useMemo(() => placesOf(story), [story]);
  // The picks are made anew with each look at the address; only what they say counts.
  const key = JSON.stringify(view.picks);
  const seen = useMemo(() => focus(places, JSON.parse(key) as Picks), [places, key]);
  const marks = useMemo(() => new Map([...seen].map(([name, one]) => [name, markOf(one, now)])), [seen, now]);
  return { isWhole, story, seen, marks };
}

function markOf({ visit, all, iteration }: Seen, now: number): StateMark {
  const words = [duration((visit.to ?? now) - visit.from)];
  if (visit.attempts.length > 1) {
    words.push(`${visit.attempts.length} attempts`);
  }
  if (all.length > 1) {
    words.push(`${all.length} visits`);
  }
  const indexes = iteration === undefined ? [] : indexesOf(visit);
  return {
    status: visit.status,
    note: words.join(' · '),
    ...(iteration === undefined
      ? {}
      : { iteration: { index: iteration.index, at: indexes.indexOf(iteration.index), of: Math.max(visit.length ?? 0, indexes.length), status: iteration.status } }),
  };
}

/** The iterations of a visit that have begun, in their order. */
export function indexesOf(visit: Visit): number[] {
  return [...visit.iterations.keys()].sort((a, b) => a - b);
}

/** The view under which one visit is seen. */
export function viewOf(visit: Visit, view: ExecutionView): ExecutionView {
  return { ...view, state: visit.name, attempt: undefined, picks: picksFor(visit, { ...view.picks, visits: view.picks.visits.filter((id) => id !== visit.id) }) };
}

/** The view with another visit of the same state in place of the one seen. */
export function withVisit(seen: Seen, id: number, view: ExecutionView): ExecutionView {
  const others = new Set(seen.all.map((visit) => visit.id));
  return { ...view, attempt: undefined, picks: { ...view.picks, visits: [...view.picks.visits.filter((one) => !others.has(one)), id] } };
}

/** The view with another iteration of a visit. */
export function withIteration(visit: Visit, index: number, view: ExecutionView): ExecutionView {
  return { ...view, attempt: undefined, picks: { ...view.picks, iterations: { ...view.picks.iterations, [visit.id]: index } } };
}
