import { expect, it } from 'vitest';
import { scheduleAddress, webhookAddress } from './addresses';
import { trailOf } from './trail';

it('things with names of their own are called by them, others by the last word of their ARN', () => {
  expect(trailOf(scheduleAddress('a:b.c')).map(({ text }) => text)).toEqual(['Schedules', 'a:b.c']);
  expect(trailOf(webhookAddress('019a-7')).map(({ text }) => text)).toEqual(['Webhooks', '019a-7']);
  expect(trailOf('/activities/arn:aws:states:us-east-1:1:activity:pack').map(({ text }) => text)).toEqual(['Activities', 'pack']);
  expect(trailOf('/quotas').map(({ text }) => text)).toEqual(['Quotas']);
  expect(trailOf('/nowhere')).toEqual([]);
});
