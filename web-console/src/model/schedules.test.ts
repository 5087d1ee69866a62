import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '../api/types';
import { asCreated, backfillProblem, isWhole, OVERLAPS, overlapWords, type ScheduleDraft, scheduleNameProblem, windowProblem, withState } from './schedules';

const DRAFT: ScheduleDraft = {
  name: 'nightly',
  expression: 'cron(0 2 * * ? *)',
  zone: 'Europe/Berlin',
  description: '',
  window: '',
  isEnabled: true,
  target: 'arn:aws:states:us-east-1:123456789012:stateMachine:orders',
  input: '',
};

describe('a draft', () => {
  it('becomes what the server is asked for, without what was not said', () => {
    expect(asCreated(DRAFT, '123456789012')).toEqual({
      ScheduleExpression: 'cron(0 2 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: DRAFT.target, RoleArn: 'arn:aws:iam::123456789012:role/console' },
    });
    expect(asCreated({ ...DRAFT, window: '15', isEnabled: false, input: '{}', description: 'nights' }, '1')).toMatchObject({
      State: 'DISABLED',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      Target: { Input: '{}' },
      Description: 'nights',
    });
  });

  it.each([
    ['name', ''],
    ['name', 'a b'],
    ['expression', ''],
    ['target', ''],
    ['window', '0'],
    ['window', '1441'],
    ['description', 'x'.repeat(513)],
  ])('is not whole with the %s %j', (member, value) => {
    expect(isWhole(DRAFT)).toBe(true);
    expect(isWhole({ ...DRAFT, [member]: value })).toBe(false);
  });
});

it('names are AWS’s: 200 generated ones', () => {
  const good = fc.string({ minLength: 1, maxLength: 64, unit: fc.constantFrom(...'abcXYZ019-_.') });
  fc.assert(fc.property(good, (name) => scheduleNameProblem(name) === undefined));
  expect(scheduleNameProblem('a/b')).toBeDefined();
  expect(scheduleNameProblem('x'.repeat(65))).toBeDefined();
});

it('windows are minutes of a day', () => {
  expect(['', '1', '1440'].map(windowProblem)).toEqual([undefined, undefined, undefined]);
  expect(['0', '1441', '-1', '1.5', 'x'].map(windowProblem)).not.toContain(undefined);
});

it('a schedule that is switched keeps all that it says, and nothing that only the server says', () => {
  const schedule: Schedule = {
    Arn: 'arn:aws:scheduler:us-east-1:1:schedule/default/nightly',
    GroupName: 'default',
    Name: 'nightly',
    ScheduleExpression: 'rate(1 day)',
    ScheduleExpressionTimezone: 'UTC',
    StartDate: '2026-01-01T00:00:00Z',
    Description: 'nights',
    State: 'ENABLED',
    CreationDate: '2026-01-01T00:00:00Z',
    LastModificationDate: '2026-01-02T00:00:00Z',
    Target: { Arn: DRAFT.target, RoleArn: 'arn:aws:iam::1:role/any', Input: '{}', RetryPolicy: { MaximumRetryAttempts: 3 } },
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 },
    ActionAfterCompletion: 'DELETE',
  };
  expect(withState(schedule, 'DISABLED')).toEqual({
    GroupName: 'default',
    ScheduleExpression: 'rate(1 day)',
    ScheduleExpressionTimezone: 'UTC',
    StartDate: '2026-01-01T00:00:00Z',
    Description: 'nights',
    State: 'DISABLED',
    Target: schedule.Target,
    FlexibleTimeWindow: schedule.FlexibleTimeWindow,
    ActionAfterCompletion: 'DELETE',
  });
});

it('only the past is made up for', () => {
  const now = Date.parse('2026-11-08T00:00:00Z');
  expect(backfillProblem('2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z', now)).toBeUndefined();
  expect(backfillProblem('2026-11-01T00:00:00+02:00', '2026-11-01T00:00:00.5Z', now)).toBeUndefined();
  expect(backfillProblem('2026-11-02T00:00:00Z', '2026-11-01T00:00:00Z', now)).toContain('come after');
  expect(backfillProblem('2026-11-01T00:00:00Z', '2026-11-08T00:00:01Z', now)).toContain('have passed');
  expect(['yesterday', '', '2026-11-01', '2026-13-01T00:00:00Z'].map((from) => backfillProblem(from, '2026-11-01T00:00:00Z', now))).not.toContain(undefined);
});

it('every policy has words, and one that is newer than the page its own', () => {
  expect(OVERLAPS.map(({ value }) => overlapWords(value))).not.toContain('ALLOW_ALL');
  expect(overlapWords('NEWER')).toBe('NEWER');
});
