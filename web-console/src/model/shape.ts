import type { Block, Transition } from './definition';

/** How many ranks all transitions together may span, per state: what a layout costs grows with it. */
const SPAN_PER_STATE = 3;
/** Below this many states everything counts. */
const SMALL = 60;

/**
 * The transitions that decide where states are placed. In a large block those that reach furthest are left out, such as a thousand
 * states that all lead to the same handler: they are drawn, but it would take minutes to make room for each. Every state keeps the
 * way that it was first reached by.
 */
export function shapingTransitions({ states, transitions }: Block): ReadonlySet<Transition> {
  if (states.length <= SMALL) {
    return new Set(transitions);
  }
  const ranks = rank(states.map(({ name }) => name), transitions);
  const span = ({ from, to }: Transition) => Math.abs((ranks.get(to) ?? 0) - (ranks.get(from) ?? 0));
  const first = new Set<Transition>();
  const reached = new Set<string>();
  for (const transition of transitions) {
    if (!reached.has(transition.to) && transition.from !== transition.to) {
      reached.add(transition.to);
      first.add(transition);
    }
  }
  const kept = new Set(first);
  let left = states.length * SPAN_PER_STATE;
  for (const transition of transitions.filter((one) => !first.has(one)).sort((a, b) => span(a) - span(b))) {
    left -= span(transition);
    if (left < 0 || span(transition) > SMALL / 4) {
      break;
    }
    kept.add(transition);
  }
  return kept;
}

/** How deep each state lies below the start along the ways that reach states first; names come in that order. */
function rank(names: readonly string[], transitions: readonly Transition[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  const ways = new Map<string, Transition[]>(names.map((name) => [name, []]));
  for (const transition of transitions) {
    ways.get(transition.from)?.push(transition);
  }
  for (const name of names) {
    ranks.set(name, ranks.get(name) ?? 0);
    for (const { to } of ways.get(name) ?? []) {
      if (!ranks.has(to)) {
        ranks.set(to, (ranks.get(name) ?? 0) + 1);
      }
    }
  }
  return ranks;
}
