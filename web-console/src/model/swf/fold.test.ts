import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SwfEvent } from '../../api/types';
import { allEventTypes, swfCases } from './cases';
import { attributesOf, idIn, referencesOf } from './events';
import { foldSwf } from './fold';
import { histories } from './generated';
import { STEPS } from './steps';
import type { SwfStory } from './story';
import { swfTimelineOf } from './timeline';
import { whyOpen } from './waiting';

const cases = swfCases();
const played = cases.map((one) => [one.name, one.events] as const);
const caseOf = (name: string) => foldSwf(cases.find((one) => one.name === `${name}.json`)?.events ?? []);
const tale = (story: SwfStory) => story.works.map(({ kind, subject, status }) => `${kind} ${subject} ${status}`);

describe('the table of steps', () => {
  it('has a step for each of SWF’s 54 events and for nothing else', () => {
    const all = allEventTypes();
    expect(all).toHaveLength(54);
    expect(Object.keys(STEPS).sort()).toEqual([...all].sort());
  });

  it('is played whole by the engine’s cases', () => {
    const seen = new Set(cases.flatMap(({ events }) => events.map(({ eventType }) => eventType)));
    expect(allEventTypes().filter((type) => !seen.has(type))).toEqual([]);
  });
});

describe('the engine’s cases', () => {
  it.each(played)('%s: every event but the run’s own is part of something', (_name, events) => {
    const { partOf } = foldSwf(events);
    const own = /^WorkflowExecution(Started|Signaled|CancelRequested|TimedOut|Terminated)$/;
    expect(events.filter(({ eventId, eventType }) => !own.test(eventType) && !partOf.has(eventId)).map(({ eventType }) => eventType)).toEqual([]);
  });

  it.each(played)('%s: whatever names a decision was decided by it, but for what is told of it later', (_name, events) => {
    const story = foldSwf(events);
    const told = new Set(story.decisions.flatMap(({ decisions }) => decisions.map(({ eventId }) => eventId)));
    const named = events.filter((event) => idIn(attributesOf(event), 'decisionTaskCompletedEventId') !== undefined && idIn(attributesOf(event), 'initiatedEventId') === undefined);
    expect(named.map(({ eventId }) => eventId).filter((id) => !told.has(id))).toEqual([]);
    expect([...told].filter((id) => !named.some(({ eventId }) => eventId === id))).toEqual([]);
  });

  it.each(played)('%s: a closed run leaves nothing open', (_name, events) => {
    const story = foldSwf(events);
    if (story.closing !== undefined) {
      expect([...story.works, ...story.decisions].filter(({ to, status }) => to === undefined || status === 'running' || status === 'waiting')).toEqual([]);
      expect(whyOpen(story, 0)).toEqual({ reasons: [], more: 0 });
    }
  });

  it.each(played)('%s: every beginning of a history can be told, drawn and explained', (_name, events) => {
    for (let end = 0; end <= events.length; end++) {
      const told = events.slice(0, end);
      const story = foldSwf(told);
      const now = Date.parse(told.at(-1)?.eventTimestamp ?? '1970-01-01') + 5000;
      const { bars } = swfTimelineOf(story, now, true);
      expect(bars).toHaveLength(told.filter(({ eventType }) => eventType === 'DecisionTaskScheduled').length + story.works.length);
      expect(bars.filter(({ left, width }) => left < 0 || width < 0 || left + width > 1 + 1e-9)).toEqual([]);
      expect(whyOpen(story, now).reasons.length === 0).toBe(story.closing !== undefined || story.decisions.length === 0);
    }
  });
});

describe('what is told of', () => {
  it('children, each by its end', () => {
    expect(tale(caseOf('children'))).toEqual(['child a completed', 'child b failed', 'child c timedOut', 'child d canceled', 'child e terminated']);
  });

  it('signals and requests to others', () => {
    expect(tale(caseOf('externals'))).toEqual(['signal a completed', 'signal b notStarted', 'cancel c completed', 'cancel d notStarted']);
  });

  it('timers, and decisions that were refused', () => {
    const story = caseOf('timers');
    expect(tale(story).slice(0, 3)).toEqual(['timer t completed', 'timer u canceled', 'timer v completed']);
    expect(story.decisions[0]?.decisions.filter(({ refused }) => refused !== undefined).map(({ type, refused }) => `${type} ${refused}`)).toContain('StartTimer TIMER_ID_ALREADY_IN_USE');
  });
});

const event = (eventId: number, eventType: string, attributes: Record<string, unknown> = {}): SwfEvent => ({
  eventId,
  eventTimestamp: new Date(eventId * 1000).toISOString(),
  eventType,
  [`${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`]: attributes,
});

describe('what a decider learns', () => {
  const first = [
    event(1, 'WorkflowExecutionStarted'),
    event(2, 'DecisionTaskScheduled', { taskList: { name: 'l' } }),
    event(3, 'DecisionTaskStarted', { scheduledEventId: 2 }),
    event(4, 'WorkflowExecutionSignaled', { signalName: 'late' }),
  ];

  it('is what came before it was asked; what comes while it decides is for the next', () => {
    const story = foldSwf([
      ...first,
      event(5, 'DecisionTaskCompleted', { scheduledEventId: 2, startedEventId: 3 }),
      event(6, 'DecisionTaskScheduled', { taskList: { name: 'l' } }),
    ]);
    expect(story.decisions.map(({ news }) => news)).toEqual([[1], [4]]);
  });

  it('is told again when a decider said nothing in time', () => {
    const story = foldSwf([
      ...first,
      event(5, 'DecisionTaskTimedOut', { scheduledEventId: 2, startedEventId: 3, timeoutType: 'START_TO_CLOSE' }),
      event(6, 'DecisionTaskScheduled', { taskList: { name: 'l' } }),
      event(7, 'DecisionTaskStarted', { scheduledEventId: 6 }),
    ]);
    expect(story.decisions.map(({ status, news }) => [status, news])).toEqual([
      ['timedOut', [1]],
      ['running', [1, 4]],
    ]);
  });

  it('an id that is used again belongs to its latest activity', () => {
    const schedule = (id: number) => event(id, 'ActivityTaskScheduled', { activityId: 'a', decisionTaskCompletedEventId: 5 });
    const story = foldSwf([
      ...first,
      event(5, 'DecisionTaskCompleted', { scheduledEventId: 2, startedEventId: 3 }),
      schedule(6),
      event(7, 'ActivityTaskTimedOut', { scheduledEventId: 6, timeoutType: 'SCHEDULE_TO_START' }),
      schedule(8),
      event(9, 'ActivityTaskCancelRequested', { activityId: 'a', decisionTaskCompletedEventId: 5 }),
    ]);
    expect(story.works.map(({ status, cancelRequestedId }) => [status, cancelRequestedId])).toEqual([
      ['timedOut', undefined],
      ['waiting', 9],
    ]);
  });
});

describe('histories made by chance', () => {
  it('are told with all their work and decisions: 500 of them', () => {
    fc.assert(
      fc.property(histories, ({ events, opened, ended, decisions }) => {
        const story = foldSwf(events);
        expect(story.works).toHaveLength(opened);
        expect(story.works.filter(({ endedId }) => endedId !== undefined)).toHaveLength(ended);
        expect(story.decisions).toHaveLength(decisions);
        // Each piece of news is told to one completed decision task and no other.
        const told = story.decisions.flatMap(({ news }) => news);
        expect(new Set(told).size).toBe(told.length);
      }),
      { numRuns: 500 },
    );
  });

  it('name only events that were before, and are named back', () => {
    fc.assert(
      fc.property(histories, ({ events }) => {
        const { namedBy } = foldSwf(events);
        for (const one of events) {
          for (const { id } of referencesOf(one)) {
            expect(id).toBeLessThan(one.eventId);
            expect(namedBy.get(id)).toContain(one.eventId);
          }
        }
      }),
    );
  });
});
