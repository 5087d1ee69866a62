const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A length of time in at most two units, such as "2 min 5 s" or "340 ms". */
export function duration(milliseconds: number): string {
  const length = Math.max(0, Math.round(milliseconds));
  if (length < 1000) {
    return `${length} ms`;
  }
  const first = UNITS.findIndex(([, size]) => length >= size);
  const [unit, size] = UNITS[first] ?? ['s', 1000];
  if (unit === 's') {
    return `${(length / 1000).toFixed(length < 10_000 ? 2 : 1)} s`;
  }
  const [smaller, smallerSize] = UNITS[first + 1] ?? ['s', 1000];
  const rest = Math.floor((length % size) / smallerSize);
  return `${Math.floor(length / size)} ${unit}${rest === 0 ? '' : ` ${rest} ${smaller}`}`;
}

/** How far a moment lies from now, in one unit: "3 min ago", "in 5 s". */
export function distance(at: number, now: number): string {
  const length = Math.abs(now - at);
  const [unit, size] = UNITS.find(([, each]) => length >= each) ?? ['s', 1000];
  const words = `${Math.floor(length / size)} ${unit}`;
  return length < 1000 ? 'just now' : at > now ? `in ${words}` : `${words} ago`;
}

/** A moment to the millisecond in the given zone: the browser's own or UTC. */
export function moment(at: number, utc: boolean): string {
  const date = new Date(at);
  const shifted = new Date(at - (utc ? 0 : date.getTimezoneOffset() * 60_000));
  return `${shifted.toISOString().replace('T', ' ').slice(0, 23)}${utc ? ' UTC' : ''}`;
}
