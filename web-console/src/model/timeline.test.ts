import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { HistoryEvent } from '../api/types';
import { fold } from './fold';
import { timelineOf } from './timeline';

const story = fold((JSON.parse(readFileSync(join(import.meta.dirname, 'golden/waits-for-a-worker.json'), 'utf8')) as { events: HistoryEvent[] }).events);
const HOUR = 3_600_000;

it.each([true, false])('keeps every bar within the whole and in the order of time (shortened: %s)', (shortens) => {
  const { bars } = timelineOf(story, (story.from ?? 0) + HOUR, shortens);
  expect(bars.length).toBe(story.visits.length);
  for (const { left, width, visit } of bars) {
    expect(left >= 0 && width >= 0 && left + width <= 1 + 1e-9).toBe(true);
    for (const other of bars) {
      expect(other.visit.from > visit.from ? other.left >= left : true).toBe(true);
    }
  }
});

it('shortens what nearly all of the time was spent waiting for, and says how long it was', () => {
  const { bars, shortened } = timelineOf(story, (story.from ?? 0) + HOUR, true);
  expect(shortened.length).toBeGreaterThan(0);
  expect(Math.max(...shortened.map(({ milliseconds }) => milliseconds))).toBeGreaterThan(HOUR - 5000);
  expect(bars.find(({ visit }) => visit.name === 'Prepare')?.width).toBeGreaterThan(0.1);
});

it('draws time as it was when it is not to be shortened', () => {
  const { bars, shortened } = timelineOf(story, (story.from ?? 0) + HOUR, false);
  expect(shortened).toEqual([]);
  expect(bars.find(({ visit }) => visit.name === 'Prepare')?.width).toBeLessThan(0.001);
});
