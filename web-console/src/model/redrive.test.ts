import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../api/types';
import { fold } from './fold';
import { resumedBy } from './redrive';

const golden = (name: string): readonly HistoryEvent[] =>
  (JSON.parse(readFileSync(join(import.meta.dirname, 'golden', `${name}.json`), 'utf8')) as { events: HistoryEvent[] }).events;

const resumed = (events: readonly HistoryEvent[]) => resumedBy(fold(events).visits).map(({ name, scope }) => `${name} ${scope.index ?? ''}`.trim());

describe('resumedBy', () => {
  it('begins with what failed, and not with what was caught before', () => {
    expect(resumed(golden('nothing-to-do'))).toEqual(['Nothing to do']);
    expect(resumed(golden('caught-inside-a-map'))).toEqual(['Nothing to do']);
  });

  it('begins with the innermost states that were not left', () => {
    expect(resumed(golden('retried-nested-timed-out'))).toEqual(['Last']);
  });

  it('never begins with a state that was left', () => {
    const events = golden('waits-for-a-worker');
    for (let to = 1; to <= events.length; to++) {
      const { visits } = fold(events.slice(0, to));
      for (const visit of resumedBy(visits)) {
        expect(visit.exitId).toBeUndefined();
        expect(visits.some(({ scope, exitId }) => scope.owner === visit && exitId === undefined)).toBe(false);
      }
    }
  });
});
