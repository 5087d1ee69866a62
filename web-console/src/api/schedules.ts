import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ScheduleTerms } from '../model/schedules';
import { client, path } from './client';
import type { ListedSchedules, PreviewedTimes, Schedule, ScheduleFires } from './types';

/** Each row asks twice more for what AWS's list does not tell, so pages are short. */
const PAGE = 20;
const EVERY_MS = 5000;
const SHOWN = 20;

/** What all questions about one schedule are kept under. */
export const scheduleKey = (name: string) => ['schedule', name] as const;

/** The schedules of the account, a page at a time. */
export const schedulesQuery = infiniteQueryOptions({
  queryKey: ['schedules'],
  queryFn: ({ pageParam, signal }) => client.get<ListedSchedules>(path('schedules'), { MaxResults: PAGE, NextToken: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.NextToken,
});

/** One schedule. */
export const scheduleQuery = (name: string) =>
  queryOptions({ queryKey: [...scheduleKey(name), 'terms'], queryFn: ({ signal }) => client.get<Schedule>(path('schedules', name), {}, signal) });

/** When a schedule is due next, and what came of the last times. */
export const firesQuery = (name: string) =>
  queryOptions({
    queryKey: [...scheduleKey(name), 'fires'],
    queryFn: ({ signal }) => client.get<ScheduleFires>(path('schedules', name, 'fires'), { maxResults: SHOWN }, signal),
    refetchInterval: EVERY_MS,
  });

/** When a schedule of that expression would be due; the server refuses what is none. */
export const previewQuery = (expression: string, zone: string) =>
  queryOptions({
    queryKey: ['schedulePreview', expression, zone],
    queryFn: ({ signal }) =>
      client.get<PreviewedTimes>(path('schedulePreview'), { scheduleExpression: expression, scheduleExpressionTimezone: zone, maxResults: 5 }, signal),
    enabled: expression !== '',
  });

/** Makes a schedule. */
export const createSchedule = (name: string, terms: object) => client.post(path('schedules', name), terms);

/** Makes a schedule another one: all of it is said anew. */
export const updateSchedule = (name: string, terms: ScheduleTerms) => client.put(path('schedules', name), terms);

/** Deletes a schedule; what it has started goes on. */
export const deleteSchedule = (name: string) => client.delete(path('schedules', name));

/** Says what a schedule does while something that it started still runs. */
export const setOverlap = (name: string, overlapPolicy: string) => client.put(path('schedules', name, 'overlap'), { overlapPolicy });

/** Makes up for times of the past, and tells how many. */
export const backfillSchedule = (name: string, startTime: string, endTime: string) =>
  client.post<{ fires: number }>(path('schedules', name, 'backfill'), { startTime, endTime });
