/** A part of a timeline, as shares of its whole width. */
export interface Span {
  readonly left: number;
  readonly width: number;
}

/** A stretch in which nothing began or ended, drawn shorter than it was. */
export interface Shortened extends Span {
  readonly milliseconds: number;
}

/** Where moments stand on a timeline. */
export interface Spans {
  /** The place of a stretch between two edges; without an end it reaches to the end of all. */
  readonly span: (start: number, end: number | undefined) => Span;
  readonly shortened: readonly Shortened[];
}

/** A stretch that takes more of the whole than this is shortened, so that waiting does not squeeze work into nothing. */
const MOST = 0.8;
const LEVELS = 3;

/** Lays moments out between a first and a last one. What is asked for later has to be among them. */
export function spansOf(moments: readonly (number | undefined)[], from: number, to: number, shortens: boolean): Spans {
  const between = moments.filter((at): at is number => at !== undefined && at > from && at < to);
  const axis = axisOf([...new Set([from, ...between, to])].sort((a, b) => a - b), shortens);
  const span = (start: number, end: number | undefined): Span => ({ left: axis.share(start), width: Math.max(0, axis.share(end ?? to) - axis.share(start)) });
  return { span, shortened: axis.shortened.map(([start, end]) => ({ ...span(start, end), milliseconds: end - start })) };
}

interface Axis {
  readonly share: (at: number) => number;
  readonly shortened: readonly (readonly [number, number])[];
}

function axisOf(edges: readonly number[], shortens: boolean): Axis {
  const lengths = edges.slice(1).map((edge, at) => edge - (edges[at] ?? edge));
  const idle = shortens ? shorten(lengths) : [];
  const places = [0];
  for (const length of lengths) {
    places.push((places.at(-1) ?? 0) + length);
  }
  const whole = Math.max(places.at(-1) ?? 0, Number.MIN_VALUE);
  const at = new Map(edges.map((edge, index) => [edge, (places[index] ?? 0) / whole]));
  const first = edges[0] ?? 0;
  return {
    share: (moment) => at.get(moment) ?? (moment <= first ? 0 : 1),
    shortened: idle.map((index) => [edges[index] ?? 0, edges[index + 1] ?? 0]),
  };
}

/** Makes the stretches that take nearly all of the whole as long as half of the rest; tells which they were. */
function shorten(lengths: number[]): number[] {
  const done: number[] = [];
  let rest = lengths.reduce((sum, length) => sum + length, 0);
  for (let level = 0; level < LEVELS; level++) {
    const index = lengths.reduce((best, length, at) => (!done.includes(at) && length > (lengths[best] ?? -1) ? at : best), -1);
    const longest = lengths[index] ?? 0;
    if (longest < rest * MOST || longest === rest) {
      break;
    }
    rest -= longest;
    done.push(index);
  }
  // From the inside outwards: each is measured by what is shown of the rest.
  for (const index of done.toReversed()) {
    lengths[index] = rest / 2;
    rest += rest / 2;
  }
  return done;
}
