import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allStates, pathTo, readDefinition } from './definition';
import { chance, definitions, shuffled } from './generated';
import { layOutBlock, type Placed } from './layout';
import { firstLook } from './look';
import { outline } from './outline';

const block = (definition: unknown) => {
  const read = readDefinition(JSON.stringify(definition));
  if (read === undefined) {
    throw new Error('a generated definition has states');
  }
  return read;
};

const overlaps = (a: Placed, b: Placed) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('layOutBlock', () => {
  it('takes any name for a name', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'NaN', '', '0', '<b>'];
    const states = Object.fromEntries(names.map((name, at) => [name, { Type: 'Pass', Next: names[(at + 1) % names.length] }]));
    const picture = layOutBlock(block({ StartAt: '__proto__', States: states }));
    expect(picture.states.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(picture.states.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    expect(picture.lines).toHaveLength(names.length);
  });

  it('draws 200 definitions the same in 20 orders of their members', () => {
    fc.assert(
      fc.property(definitions, fc.integer(), (definition, seed) => {
        const read = JSON.stringify(block(definition));
        const random = chance(seed);
        for (let order = 0; order < 20; order++) {
          // A picture is made of nothing but what is read.
          expect(JSON.stringify(block(shuffled(definition, random)))).toBe(read);
        }
        expect(JSON.stringify(layOutBlock(block(shuffled(definition, random))))).toBe(JSON.stringify(layOutBlock(block(definition))));
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it('places every state once, beside its neighbours and within its frame', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const read = block(definition);
        const { states } = layOutBlock(read);
        expect(states.map(({ name }) => name).sort()).toEqual(allStates(read).map(({ name }) => name).sort());
        const owner = (name: string) => pathTo(read, name)?.at(-1) ?? '';
        for (const a of states) {
          const frame = states.find(({ name }) => name === owner(a.name));
          if (frame !== undefined) {
            expect(a.x >= frame.x && a.y >= frame.y && a.x + a.width <= frame.x + frame.width && a.y + a.height <= frame.y + frame.height).toBe(true);
          }
          for (const b of states) {
            expect(a !== b && owner(a.name) === owner(b.name) && overlaps(a, b)).toBe(false);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('draws a folded frame as one box that hides its states', () => {
    const read = block({ StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass' } } } } } });
    expect(layOutBlock(read, new Set(['M'])).states.map(({ name, hidden, isFrame }) => [name, hidden, isFrame])).toEqual([['M', 2, false]]);
  });

  it.each([
    ['in a row, each with a way to the same handler', (at: number) => ({ Type: 'Task', Next: `S${at + 1}`, Catch: [{ ErrorEquals: ['E'], Next: 'S999' }] })],
    ['that lead anywhere', (at: number) => ({ Type: 'Choice', Choices: [{ Next: `S${(at * 7 + 1) % 1000}` }], Default: `S${at + 1}` })],
  ])('lays out 1,000 states %s', (_name, state) => {
    const States = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`S${at}`, state(at)]));
    const picture = layOutBlock(block({ StartAt: 'S0', States }));
    expect(picture.states.length).toBe(1000);
    expect(picture.lines.length).toBe(1999);
  }, 60_000);
});

describe('outline', () => {
  it('tells every state once, each inner one deeper than its owner', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const read = block(definition);
        const lines = outline(read);
        expect(lines.map(({ name }) => name).sort()).toEqual(allStates(read).map(({ name }) => name).sort());
        expect(lines.every(({ name, depth }) => depth === pathTo(read, name)?.length)).toBe(true);
      }),
    );
  });

  it('says how a state is left', () => {
    const read = block({ StartAt: 'A', States: { A: { Type: 'Task', Next: 'B', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }] }, B: { Type: 'Succeed' }, C: { Type: 'Fail' } } });
    expect(outline(read).map(({ text }) => text)).toEqual(['A, Task; starts; then B; on States.ALL to C', 'B, Succeed; ends', 'C, Fail; fails']);
  });
});

describe('readDefinition', () => {
  it.each(['', 'null', '[]', '{"States":[]}', '{"States":{}}', '{', '7'])('draws nothing of %j', (text) => {
    expect(readDefinition(text)).toBeUndefined();
  });

  it('leaves out ways that lead nowhere and states of unknown shape do not stop it', () => {
    const read = readDefinition('{"StartAt":"X","States":{"A":7,"B":{"Type":"Pass","Next":"Nobody"}}}');
    expect(read?.transitions).toEqual([]);
    expect(read?.states.map(({ name, type }) => [name, type])).toEqual([['A', '?'], ['B', 'Pass']]);
  });
});

describe('firstLook', () => {
  const picture = (width: number, height: number) => ({ width, height, lines: [], states: [] });

  it('shows a small picture whole, in the middle and not enlarged', () => {
    expect(firstLook(picture(200, 100), 600, 500, undefined)).toEqual({ x: 200, y: 18, zoom: 1 });
  });

  it('shows a large one so that it can be read, from its top', () => {
    expect(firstLook(picture(500, 9000), 600, 500, undefined)).toMatchObject({ y: 18, zoom: 0.75 });
  });
});
