import fc from 'fast-check';

/** Definitions made by chance, for tests: any tree of states with transitions among those of one block. */

type Json = Record<string, unknown>;

const KINDS = ['Pass', 'Task', 'Wait', 'Choice', 'Parallel', 'Map', 'Succeed', 'Fail'] as const;

interface Seed {
  readonly kind: (typeof KINDS)[number];
  readonly ways: readonly number[];
  readonly inner: readonly (readonly Seed[])[];
}

const seeds = fc.letrec<{ block: readonly Seed[]; seed: Seed }>((tie) => ({
  block: fc.array(tie('seed'), { minLength: 1, maxLength: 5 }),
  seed: fc.record({
    kind: fc.constantFrom(...KINDS),
    ways: fc.array(fc.nat(9), { maxLength: 4 }),
    inner: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant([]), fc.array(tie('block'), { minLength: 1, maxLength: 3 })),
  }),
}));

/** A definition whose state names are all different. */
export const definitions: fc.Arbitrary<Json> = seeds.block.map((block) => {
  let number = 0;
  return build(block, () => `S${++number}`);
});

function build(block: readonly Seed[], name: () => string): Json {
  const names = block.map(name);
  const target = (way: number) => names[way % names.length];
  const states = Object.fromEntries(block.map((seed, at) => [names[at], state(seed, target, name)]));
  return { StartAt: names[0], States: states };
}

function state({ kind, ways, inner }: Seed, target: (way: number) => string | undefined, name: () => string): Json {
  const [first, ...rest] = ways;
  const next = first === undefined ? { End: true } : { Next: target(first) };
  const catchers = rest.map((way) => ({ ErrorEquals: [`E${way}`], Next: target(way) }));
  switch (kind) {
    case 'Choice':
      return { Type: kind, Choices: rest.map((way) => ({ Variable: '$.a', IsPresent: true, Next: target(way) })), Default: target(first ?? 0) };
    case 'Parallel':
      return { Type: kind, ...next, Catch: catchers, Branches: (inner.length === 0 ? [[{ kind: 'Pass', ways: [], inner: [] } as Seed]] : inner).map((one) => build(one, name)) };
    case 'Map':
      return { Type: kind, ...next, Catch: catchers, ItemProcessor: build(inner[0] ?? [{ kind: 'Pass', ways: [], inner: [] }], name) };
    case 'Task':
      return { Type: kind, Resource: 'arn:aws:states:::lambda:invoke', ...next, Catch: catchers };
    case 'Succeed':
    case 'Fail':
      return { Type: kind };
    default:
      return { Type: kind, ...next };
  }
}

/** The same JSON with the members of every object in another order. */
export function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => shuffled(one, random));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const members = Object.entries(value).map(([name, one]) => ({ name, one: shuffled(one, random), at: random() }));
  return Object.fromEntries(members.sort((a, b) => a.at - b.at).map(({ name, one }) => [name, one]));
}

/** Numbers by chance that a seed decides. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
