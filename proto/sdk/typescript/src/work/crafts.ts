import type { Decision } from '../generated/stepwell/swf/v1/Decision.js';
import type { PollForDecisionTaskResponse__Output } from '../generated/stepwell/swf/v1/PollForDecisionTaskResponse.js';
import type { Report } from '../generated/stepwell/worker/v1/Report.js';
import { TaskCanceled, TaskFailed, type TaskInHand } from './hands.js';

const NAME = 256;
const TEXT = 32_768;

/** Does a task: gives the output, JSON text for Step Functions, any text or nothing for SWF. */
export type Handler = (task: TaskInHand) => Promise<string | void> | string | void;

/** Decides what a workflow execution does next. When it throws nothing is decided, and the task comes again after its time-out. */
export type Decider = (task: PollForDecisionTaskResponse__Output) => Promise<Decision[]> | Decision[];

/** What is done with a task; the report has neither number nor token yet. Never throws. */
export type Craft = (hand: TaskInHand) => Promise<Report>;

/** Gives the further pages of a decision task's history. */
export type NextPage = (token: string) => Promise<PollForDecisionTaskResponse__Output>;

/** As handlers and deciders of SWF are registered: name and version of a type. */
export function type(name: string, version: string): string {
  return `${name}\n${version}`;
}

/** Tasks of Step Functions, by the ARNs of their activities. */
export function activities(handlers: Record<string, Handler>): Craft {
  return async hand => {
    try {
      return { output: (await handlers[hand.task.activityArn!]!(hand)) ?? 'null' };
    } catch (failed) {
      const { error, cause } = words(failed);
      return { failure: { error, cause } };
    }
  };
}

/** Activity tasks of SWF, by their types. */
export function swfActivities(handlers: Map<string, Handler>): Craft {
  return async hand => {
    const { name = '', version = '' } = hand.task.swfActivity?.activityType ?? {};
    try {
      const handler = handlers.get(type(name, version));
      if (!handler) throw new TaskFailed('UnknownActivityType', `${name} ${version}`);
      const result = await handler(hand);
      return { swfCompleted: typeof result === 'string' ? { result } : {} };
    } catch (failed) {
      if (failed instanceof TaskCanceled) return { swfCanceled: { details: cut(failed.details, TEXT) } };
      const { error, cause } = words(failed);
      return { swfFailed: { reason: error, details: cause } };
    }
  };
}

/** Decision tasks of SWF, by their workflow types. */
export function swfDecisions(deciders: Map<string, Decider>, nextPage: NextPage, failed: (why: unknown) => void): Craft {
  return async hand => {
    const task = hand.task.swfDecision!;
    const { name = '', version = '' } = task.workflowType ?? {};
    try {
      const decider = deciders.get(type(name, version));
      if (!decider) throw new Error(`nobody decides for ${name} ${version}`);
      return { swfDecided: { decisions: await decider(await whole(task, nextPage)) } };
    } catch (why) {
      failed(why);
      return { dropped: {} };
    }
  };
}

async function whole(first: PollForDecisionTaskResponse__Output, nextPage: NextPage): Promise<PollForDecisionTaskResponse__Output> {
  const events = [...first.events];
  let token = first.nextPageToken;
  while (token) {
    const page = await nextPage(token);
    events.push(...page.events);
    token = page.nextPageToken;
  }
  const { nextPageToken: _, ...task } = first;
  return { ...task, events };
}

function words(failed: unknown): { error: string; cause: string } {
  if (failed instanceof TaskFailed) return { error: cut(failed.error, NAME), cause: cut(failed.message, TEXT) };
  if (failed instanceof Error) return { error: cut(failed.name, NAME), cause: cut(failed.message, TEXT) };
  return { error: 'Error', cause: cut(String(failed), TEXT) };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : [...text].slice(0, most).join('');
}
