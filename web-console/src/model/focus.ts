import type { Iteration, Scope, Story, Visit } from './story';

/**
 * Which of several visits and iterations a reader looks at. Both are keyed by the event that began the visit, so a choice made for one
 * visit can never show another's data.
 */
export interface Picks {
  /** Visits chosen among several of the same state. */
  readonly visits: readonly number[];
  /** The iteration chosen, by the visit of the Map. */
  readonly iterations: Readonly<Record<number, number>>;
}

export const NO_PICKS: Picks = { visits: [], iterations: {} };

/** What a reader sees of one state: the visit shown and all that took place in the scope shown. */
export interface Seen {
  readonly visit: Visit;
  readonly all: readonly Visit[];
  /** The iteration shown, for a Map that has any. */
  readonly iteration: Iteration | undefined;
}

const key = (scope: Scope) => (scope.owner === undefined ? '' : `${scope.owner.id}:${scope.index ?? ''}`);

/** The visits by scope and name, made once for a story. */
export type Places = ReadonlyMap<string, ReadonlyMap<string, readonly Visit[]>>;

/** Sorts a story's visits by where they took place. */
export function placesOf(story: Story): Places {
  const places = new Map<string, Map<string, Visit[]>>();
  for (const visit of story.visits) {
    const scope = key(visit.scope);
    const names = places.get(scope) ?? new Map<string, Visit[]>();
    places.set(scope, names);
    const visits = names.get(visit.name) ?? [];
    names.set(visit.name, visits);
    visits.push(visit);
  }
  return places;
}

/** Every state that is seen under the picks, from the outside inwards. A pick that fits nothing is as if it were not made. */
export function focus(places: Places, picks: Picks): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  const look = (scope: string) => {
    for (const [name, all] of places.get(scope) ?? []) {
      const visit = all.find(({ id }) => picks.visits.includes(id)) ?? all.at(-1);
      if (visit !== undefined) {
        const iteration = iterationOf(visit, picks.iterations[visit.id]);
        seen.set(name, { visit, all, iteration });
        look(`${visit.id}:${iteration?.index ?? ''}`);
      }
    }
  };
  look('');
  return seen;
}

/** The iteration asked for, else the first that failed, else one that runs, else the first. */
function iterationOf(visit: Visit, asked: number | undefined): Iteration | undefined {
  const all = [...visit.iterations.values()];
  return (
    (asked === undefined ? undefined : visit.iterations.get(asked)) ??
    all.find(({ status }) => status === 'failed') ??
    all.find(({ status }) => status === 'running') ??
    all[0]
  );
}

/** The picks under which one visit is seen, all its surroundings chosen with it. */
export function picksFor(visit: Visit, picks: Picks): Picks {
  const visits = [...picks.visits];
  const iterations = { ...picks.iterations };
  for (let one: Visit | undefined = visit; one !== undefined; one = one.scope.owner) {
    visits.unshift(one.id);
    if (one.scope.owner !== undefined && one.scope.index !== undefined) {
      iterations[one.scope.owner.id] = one.scope.index;
    }
  }
  return { visits: [...new Set(visits)].slice(0, 40), iterations };
}
