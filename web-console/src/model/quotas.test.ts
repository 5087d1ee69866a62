import { expect, it } from 'vitest';
import type { Quota } from '../api/types';
import { chosenQuotas, fullness, isBucket, standing } from './quotas';

const START: Quota = { name: 'StartExecution', size: 80_000, refill: 15_000, used: 64_000, throttled: 0, own: false };
const LIST: Quota = { name: 'ListActivities', size: 10_000, refill: 1000, used: 0, throttled: 7, own: true };
const OPEN: Quota = { name: 'OpenExecutions', size: 1_000_000, used: 12, own: false };
const OFF: Quota = { name: 'DescribeExecution', own: false };
const ALL = [START, LIST, OPEN, OFF];
const names = (quotas: readonly Quota[]) => quotas.map(({ name }) => name);

it('buckets come back, counts do not', () => {
  expect(ALL.map(isBucket)).toEqual([true, true, false, false]);
});

it('quotas are found by name, and by what is spent or was refused', () => {
  expect(names(chosenQuotas(ALL, '', 'all'))).toEqual(names(ALL));
  expect(names(chosenQuotas(ALL, 'EXEC', 'all'))).toEqual(['StartExecution', 'OpenExecutions', 'DescribeExecution']);
  expect(names(chosenQuotas(ALL, '', 'spent'))).toEqual(['StartExecution', 'OpenExecutions']);
  expect(names(chosenQuotas(ALL, '', 'refused'))).toEqual(['ListActivities']);
  expect(names(chosenQuotas(ALL, 'open', 'refused'))).toEqual([]);
});

it('what nobody counts and what has no limit has no fullness', () => {
  expect(fullness(START)).toBe(0.8);
  expect(fullness(OFF)).toBeUndefined();
  expect(fullness({ name: 'a', size: 5, own: false })).toBeUndefined();
  expect(fullness({ name: 'a', size: 0, used: 0, own: false })).toBe(1);
  expect(fullness({ name: 'a', size: 5, used: 9, own: false })).toBe(1);
});

it('a quota is nearly spent from four fifths on', () => {
  expect([START, LIST, OPEN, OFF, { ...START, used: 80_000 }].map(standing)).toEqual(['nearly', 'free', 'free', 'free', 'spent']);
});
