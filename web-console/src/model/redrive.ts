import type { Visit } from './story';

/** The visits that had not been left when their execution ended, without those of tries that were given up before, in the order of beginning. */
export function notLeft(visits: readonly Visit[]): Visit[] {
  const found = new Set<Visit>();
  for (const visit of visits) {
    const { owner } = visit.scope;
    const isOfLastTry = owner === undefined || (found.has(owner) && visit.id > (owner.attempts.at(-1)?.id ?? 0));
    if (visit.exitId === undefined && isOfLastTry) {
      found.add(visit);
    }
  }
  return [...found];
}

/** The visits that a redrive begins with: the innermost that were not left. What was left before stays as it is. */
export function resumedBy(visits: readonly Visit[]): Visit[] {
  const open = notLeft(visits);
  const owners = new Set(open.map(({ scope }) => scope.owner));
  return open.filter((visit) => !owners.has(visit));
}
