import type { Block } from './definition';

/** How many states stand beside one another at most. */
const WIDEST = 16;

/**
 * The states of a block in rows, by how few steps they are away from the start, each near those that lead to it: a plain picture that
 * costs next to nothing, for blocks so large that a beautiful one would take minutes.
 */
export function rowsOf({ states, transitions }: Block): string[][] {
  const ways = new Map<string, string[]>(states.map(({ name }) => [name, []]));
  for (const { from, to } of transitions) {
    ways.get(from)?.push(to);
  }
  const seen = new Set<string>();
  const rows: string[][] = [];
  for (const { name } of states) {
    let row = seen.has(name) ? [] : [name];
    row.forEach((one) => seen.add(one));
    while (row.length > 0) {
      for (let at = 0; at < row.length; at += WIDEST) {
        rows.push(row.slice(at, at + WIDEST));
      }
      // The next row in the order of those above it, so that lines cross little.
      const next = [...new Set(row.flatMap((one) => ways.get(one) ?? []))].filter((one) => !seen.has(one));
      next.forEach((one) => seen.add(one));
      row = next;
    }
  }
  return rows;
}
