import type { Job, Lane } from './lane';

/** Why two lanes did not do the same work; empty where they did. Only then do their figures mean anything beside one another. */
export function differences(machine: Lane, run: Lane): readonly string[] {
  const found: string[] = [];
  if (machine.ending === 'open' || run.ending === 'open') {
    found.push('One of them has not ended yet.');
  }
  if (machine.ending !== run.ending) {
    found.push(`The execution ${ended(machine)}, the run ${ended(run)}.`);
  }
  if (canonical(machine.output) !== canonical(run.output)) {
    found.push('Their outputs differ.');
  }
  for (const { name, input = '', here, there } of tally(machine.jobs, run.jobs)) {
    if (here !== there) {
      found.push(`${name} ${input === '' ? 'without an input' : `with the input ${shortened(input)}`}: ${here} × against ${there} ×.`);
    }
  }
  return found;
}

const ended = ({ ending }: Lane) => (ending === 'open' ? 'is open' : ending === 'stopped' ? 'was stopped' : ending);
const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** The different tasks of two lanes, and how often each has them. */
function tally(machine: readonly Job[], run: readonly Job[]) {
  const counts = new Map<string, { name: string; input: string | undefined; here: number; there: number }>();
  const add = (side: 'here' | 'there') => (job: Job) => {
    const key = JSON.stringify([job.name, canonical(job.input)]);
    const counted = counts.get(key) ?? { name: job.name, input: job.input, here: 0, there: 0 };
    counted[side]++;
    counts.set(key, counted);
  };
  machine.forEach(add('here'));
  run.forEach(add('there'));
  return counts.values();
}

/** A text such that JSON of the same value is the same text; what is not JSON stays as it is. */
export function canonical(text: string | undefined): string {
  if (text === undefined) {
    return '';
  }
  try {
    JSON.parse(text);
    return JSON.stringify(sorted(JSON.parse(text.replaceAll(TOKENS, (all, number: string | undefined) => (number === undefined ? all : `"#${exact(number)}"`)))));
  } catch {
    return text;
  }
}

/** Strings as a whole, and numbers outside of them. */
const TOKENS = /"(?:[^"\\]|\\.)*"|(-?\d[\d.eE+-]*)/g;

/** A number by its value where that is exact, and as it is written where it is too long for that. */
const exact = (number: string) => (number.length > 15 ? number : String(Number(number)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
