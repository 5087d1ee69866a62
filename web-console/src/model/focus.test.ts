import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../api/types';
import { focus, NO_PICKS, type Picks, picksFor, placesOf } from './focus';
import { fold } from './fold';
import { stagesOf } from './stages';
import type { Story } from './story';

const golden = (name: string): Story =>
  fold((JSON.parse(readFileSync(join(import.meta.dirname, 'golden', `${name}.json`), 'utf8')) as { events: HistoryEvent[] }).events);

const orders = golden('waits-for-a-worker');
const nested = golden('retried-nested-timed-out');

const visitOf = (story: Story, name: string) => {
  const found = story.visits.find((visit) => visit.name === name);
  if (found === undefined) {
    throw new Error(`no visit of ${name}`);
  }
  return found;
};

/** Some picks, sensible or not. */
const switches = (story: Story) =>
  fc.array(fc.tuple(fc.constantFrom(...story.visits.map(({ id }) => id), 999), fc.integer({ min: -1, max: 14 })), { maxLength: 12 });

describe('focus', () => {
  it.each([['orders', orders], ['nested', nested]] as const)('never shows another iteration’s data in 500 random switches: %s', (_name, story) => {
    const places = placesOf(story);
    fc.assert(
      fc.property(switches(story), fc.subarray(story.visits.map(({ id }) => id)), (asked, visits) => {
        let picks: Picks = { ...NO_PICKS, visits };
        for (const [visit, index] of asked) {
          picks = { ...picks, iterations: { ...picks.iterations, [visit]: index } };
          const seen = focus(places, picks);
          for (const { visit: shown } of seen.values()) {
            const { owner, index: at } = shown.scope;
            if (owner !== undefined) {
              expect(seen.get(owner.name)?.visit).toBe(owner);
              expect(seen.get(owner.name)?.iteration?.index).toBe(at);
            }
          }
          const chosen = story.byId.get(visit);
          if (chosen !== undefined && seen.get(chosen.name)?.visit === chosen && chosen.iterations.has(index)) {
            expect(seen.get(chosen.name)?.iteration?.index).toBe(index);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('shows the data of the item that is picked', () => {
    const map = visitOf(orders, 'Each item');
    for (let item = 0; item < 12; item++) {
      const seen = focus(placesOf(orders), { visits: [], iterations: { [map.id]: item } });
      expect(JSON.parse(seen.get('Label')?.visit.input ?? '{}')).toEqual({ sku: `A${item}`, weight: item });
    }
  });

  it('shows the failed item when none is picked', () => {
    const story = golden('caught-inside-a-map');
    const seen = focus(placesOf(story), NO_PICKS);
    expect(seen.get('Each item')?.iteration?.index).toBe(1);
    expect(seen.get('Too heavy')?.visit.status).toBe('failed');
  });

  it('shows any visit under the picks made for it', () => {
    for (const story of [orders, nested]) {
      for (const visit of story.visits) {
        expect(focus(placesOf(story), picksFor(visit, NO_PICKS)).get(visit.name)?.visit).toBe(visit);
      }
    }
  });
});

describe('stagesOf', () => {
  it('tells the data of one attempt', () => {
    const visit = visitOf(nested, 'Try');
    expect(stagesOf(visit, 0).map(({ name }) => name)).toEqual(['Input', 'Arguments', 'Output']);
    expect(stagesOf(visit).map(({ name }) => name)).toEqual(['Input', 'Arguments', 'Result', 'Output']);
  });

  it('tells the variables that a state set', () => {
    expect(stagesOf(visitOf(nested, 'Count')).find(({ name }) => name === 'Variables')?.text).toBe('{"n":"1"}');
  });
});
