import type { Schedule, ScheduleFire } from '../api/types';

/** Schedules: what forms make of them, and their words. The server decides; the rules are AWS's, and so are the names of members. */

/** What a schedule names when it starts a workflow of SWF; its input says which. */
export const STARTS_WORKFLOW = 'arn:aws:scheduler:::aws-sdk:swf:startWorkflowExecution';

/** An input for it, to be filled in. */
export const WORKFLOW_INPUT = JSON.stringify({ Domain: '', WorkflowId: 'nightly-<aws.scheduler.scheduled-time>', WorkflowType: { Name: '', Version: '' } }, null, 2);

/** What a schedule is made of, as the form has it. */
export interface ScheduleDraft {
  readonly name: string;
  readonly expression: string;
  readonly zone: string;
  readonly description: string;
  /** Minutes that a start may be later than due; empty for on time. */
  readonly window: string;
  readonly isEnabled: boolean;
  readonly target: string;
  readonly input: string;
}

/** What UpdateSchedule is told: all of a schedule, as what is left out would be as if it had never been said. */
export type ScheduleTerms = Omit<Schedule, 'Arn' | 'Name' | 'CreationDate' | 'LastModificationDate'>;

/** Why a text may not be the name of a schedule. */
export function scheduleNameProblem(text: string): string | undefined {
  return text === '' || /^[0-9a-zA-Z-_.]{1,64}$/.test(text) ? undefined : 'At most 64 letters, digits, dots, hyphens and underscores.';
}

/** Why a text may not be a window. */
export function windowProblem(text: string): string | undefined {
  return text === '' || (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 1440) ? undefined : 'A number of minutes from 1 to 1440.';
}

/** Whether a draft says all that a schedule needs. */
export function isWhole(draft: ScheduleDraft): boolean {
  const isNamed = draft.name !== '' && scheduleNameProblem(draft.name) === undefined;
  return isNamed && draft.expression !== '' && draft.target !== '' && windowProblem(draft.window) === undefined && draft.description.length <= 512;
}

/** The body of CreateSchedule. The role means nothing to the server, which asks for one as AWS does. */
export function asCreated(draft: ScheduleDraft, account: string) {
  return {
    ScheduleExpression: draft.expression,
    ScheduleExpressionTimezone: draft.zone,
    State: draft.isEnabled ? ('ENABLED' as const) : ('DISABLED' as const),
    FlexibleTimeWindow: draft.window === '' ? { Mode: 'OFF' as const } : { Mode: 'FLEXIBLE' as const, MaximumWindowInMinutes: Number(draft.window) },
    Target: {
      Arn: draft.target,
      RoleArn: `arn:aws:iam::${account}:role/console`,
      ...(draft.input.trim() === '' ? {} : { Input: draft.input }),
    },
    ...(draft.description === '' ? {} : { Description: draft.description }),
  };
}

/** All of a schedule, but that it fires, or does not. */
export function withState(schedule: Schedule, state: NonNullable<Schedule['State']>): ScheduleTerms {
  const { Arn: _arn, Name: _name, CreationDate: _created, LastModificationDate: _changed, ...terms } = schedule;
  return { ...terms, State: state };
}

/** Why a stretch of the past cannot be made up for; undefined when it can. */
export function backfillProblem(from: string, to: string, now: number): string | undefined {
  const [begin, end] = [timeOf(from), timeOf(to)];
  if (begin === undefined || end === undefined) {
    return 'Times of the form 2026-11-01T00:00:00Z.';
  }
  return begin > end || end > now ? 'The first time must not come after the last, and both must have passed.' : undefined;
}

function timeOf(text: string): number | undefined {
  const at = Date.parse(text);
  return /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(at) ? at : undefined;
}

/** What a schedule does while something that it started still runs. */
export const OVERLAPS = [
  { value: 'ALLOW_ALL', label: 'Start another', description: 'Both run side by side.' },
  { value: 'SKIP', label: 'Start none', description: 'The time is skipped.' },
  { value: 'BUFFER_ONE', label: 'Start one afterwards', description: 'As soon as nothing runs any more; times that come meanwhile are skipped.' },
  { value: 'CANCEL_OTHER', label: 'Cancel what runs, then start', description: 'It is asked to end, and waited for.' },
  { value: 'TERMINATE_OTHER', label: 'Terminate what runs, then start', description: 'It is ended at once.' },
] as const;

export type OverlapPolicy = (typeof OVERLAPS)[number]['value'];

/** A policy in words. */
export const overlapWords = (policy: string) => OVERLAPS.find(({ value }) => value === policy)?.label ?? policy;

/** What came of a time when a schedule was due, as a sign and words. */
export const OUTCOMES: Readonly<Record<ScheduleFire['outcome'], readonly ['pending' | 'success' | 'stopped' | 'warning' | 'error', string]>> = {
  PENDING: ['pending', 'Not decided yet'],
  STARTED: ['success', 'Started'],
  SKIPPED: ['stopped', 'Skipped'],
  MISSED: ['warning', 'Missed'],
  FAILED: ['error', 'Failed'],
};
