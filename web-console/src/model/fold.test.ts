import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../api/types';
import { allStates, readDefinition } from './definition';
import { fold } from './fold';
import { goldenCases } from './goldenJournals';
import type { Story, Visit } from './story';

const FOLDER = join(import.meta.dirname, 'golden');

function golden(name: string): Story {
  return fold((JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as { events: HistoryEvent[] }).events);
}

const named = (story: Story, name: string) => story.visits.filter((visit) => visit.name === name);
const tale = (visit: Visit | undefined) => visit && `${visit.name} ${visit.status} ${visit.scope.owner?.name ?? ''}${visit.scope.index ?? ''}`;

describe('the engine’s golden journals', () => {
  const cases = goldenCases();

  it('are there', () => {
    expect(cases.length).toBeGreaterThan(70);
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s: every event belongs to the visit that the engine’s frames say', (_name, { events, entered }) => {
    const story = fold(events);
    const told = [...entered].map(([id, entry]) => [id, entry, story.visitOf.get(id)?.id]);
    expect(told.filter(([, entry, visit]) => entry !== visit)).toEqual([]);
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s: an execution that has ended leaves nothing running', (_name, { events, definition }) => {
    const story = fold(events);
    if (story.ending !== undefined) {
      expect(story.visits.filter(({ status, to }) => status === 'running' || to === undefined).map(tale)).toEqual([]);
      expect(story.ending.status === 'FAILED').toBe(story.failedIn !== undefined);
    }
    const states = new Set(allStates(readDefinition(definition) ?? { states: [], transitions: [] }).map(({ name }) => name));
    expect(story.visits.filter(({ name }) => !states.has(name)).map(tale)).toEqual([]);
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s: every prefix of a history can be told', (_name, { events }) => {
    for (let end = 0; end <= events.length; end++) {
      expect(fold(events.slice(0, end)).visits.length).toBe(events.slice(0, end).filter(({ type }) => type.endsWith('StateEntered')).length);
    }
  });
});

describe('histories as the server printed them', () => {
  it.each(readdirSync(FOLDER))('%s: every event of a state has a visit', (file) => {
    const { events } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { events: HistoryEvent[] };
    const story = fold(events);
    expect(events.filter(({ id, type }) => !type.startsWith('Execution') && !story.visitOf.has(id))).toEqual([]);
  });

  it('tells an error that was caught outside of where it happened', () => {
    const story = golden('caught-inside-a-map');
    expect(named(story, 'Too heavy').map(tale)).toEqual(['Too heavy failed Each item1']);
    expect(named(story, 'Prepare').map(tale)).toEqual(['Prepare caught ']);
    expect(named(story, 'Each item')[0]?.iterations.get(1)?.status).toBe('failed');
    expect(named(story, 'Wait for stock').map(tale)).toEqual(['Wait for stock aborted Prepare']);
    expect(tale(story.failedIn)).toBe('Nothing to do failed ');
    expect(story.ending).toMatchObject({ status: 'FAILED', error: 'NothingToDo' });
  });

  it('tells what still runs', () => {
    const story = golden('waits-for-a-worker');
    expect(story.visits.filter(({ status }) => status === 'running').map(tale)).toEqual(['Pack running ']);
    expect(named(story, 'Each item')[0]?.iterations.size).toBe(12);
    expect(story.ending).toBeUndefined();
  });

  it('tells attempts, empty and nested maps, and a time-out', () => {
    const story = golden('retried-nested-timed-out');
    const [tried] = named(story, 'Try');
    expect(tried?.attempts.map(({ status, error, worker }) => [status, error, worker])).toEqual([
      ['failed', 'Again', 'worker-0'],
      ['failed', 'Again', 'worker-1'],
      ['succeeded', undefined, 'worker-2'],
    ]);
    expect(tried?.status).toBe('succeeded');
    expect(named(story, 'Count')[0]?.assigned).toEqual({ n: '1' });
    expect(named(story, 'Inner').map((inner) => inner.iterations.size)).toEqual([2, 0, 1]);
    expect(named(story, 'Cell').map((cell) => `${cell.scope.owner?.scope.index}.${cell.scope.index}`).sort()).toEqual(['0.0', '0.1', '2.0']);
    expect(tale(story.failedIn)).toBe('Last failed ');
  });

  it('tells 25,000 events in a moment', () => {
    const events: HistoryEvent[] = [{ id: 1, previousEventId: 0, timestamp: '2026-01-01T00:00:00Z', type: 'ExecutionStarted' }];
    for (let id = 2; id <= 25_000; id++) {
      const type = id % 2 === 0 ? 'PassStateEntered' : 'PassStateExited';
      const member = id % 2 === 0 ? 'stateEnteredEventDetails' : 'stateExitedEventDetails';
      events.push({ id, previousEventId: id === 2 ? 0 : id - 1, timestamp: '2026-01-01T00:00:01Z', type, [member]: { name: 'Step' } });
    }
    expect(fold(events).visits.length).toBe(12_500);
  });
});
