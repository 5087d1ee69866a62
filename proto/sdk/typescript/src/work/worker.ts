import type { Hello } from '../generated/stepwell/worker/v1/Hello.js';
import type { Stepwell } from '../stepwell.js';
import { activities, swfActivities, swfDecisions, type, type Craft, type Decider, type Handler } from './crafts.js';
import { Loop, type WorkerSettings } from './loop.js';

/** A workflow type or an activity type of SWF, and who does its tasks. */
export interface OfType<T> {
  name: string;
  version: string;
  does: T;
}

/** A task list of SWF. */
export interface TaskListOf {
  domain: string;
  taskList: string;
}

/**
 * A worker that stays: it reports over the stream that tasks come by, says by itself that it lives, and connects again when the stream is
 * lost, without losing what it has in hand. Drain it before its Stepwell is closed.
 */
export class Worker {
  readonly #loop: Loop;

  private constructor(loop: Loop) {
    this.#loop = loop;
  }

  /** Begins to do the tasks of activities of Step Functions, by their ARNs. */
  static ofActivities(stepwell: Stepwell, settings: WorkerSettings, handlers: Record<string, Handler>): Worker {
    return started(stepwell, settings, { activityArns: Object.keys(handlers) }, activities(handlers));
  }

  /** Begins to do the activity tasks of a task list of SWF. */
  static ofSwfActivities(stepwell: Stepwell, settings: WorkerSettings, list: TaskListOf, handlers: OfType<Handler>[]): Worker {
    const swfTaskLists = [{ domain: list.domain, name: list.taskList, kind: 'KIND_ACTIVITIES' as const }];
    return started(stepwell, settings, { swfTaskLists }, swfActivities(byType(handlers)));
  }

  /** Begins to decide for the workflow executions of a task list of SWF, with the whole history or, sticky, with what is new of it. */
  static ofSwfDecisions(stepwell: Stepwell, settings: WorkerSettings, list: TaskListOf, deciders: OfType<Decider>[], sticky = false): Worker {
    const listed = { domain: list.domain, name: list.taskList, kind: 'KIND_DECISIONS' as const, startAtPreviousStartedEvent: sticky };
    const nextPage = (nextPageToken: string) =>
      stepwell.swf.pollForDecisionTask({ domain: list.domain, taskList: { name: list.taskList }, nextPageToken });
    const craft = swfDecisions(byType(deciders), nextPage, why => settings.onTrouble?.(why));
    return started(stepwell, settings, { swfTaskLists: [listed] }, craft);
  }

  /** Resolves when it was drained; rejects with what it gave up for, such as a key that was revoked or an activity that is not there. */
  get ended(): Promise<void> {
    return this.#loop.ended;
  }

  /**
   * Takes no more tasks, finishes those in hand, and waits until what it reported is durable. What is not done after so many
   * milliseconds is left as by a worker that has died. True when all was done.
   */
  async drain(patience = 30_000): Promise<boolean> {
    this.#loop.drain();
    const timer = setTimeout(() => this.#loop.stop(new Error('the worker was stopped before it was done')), patience);
    try {
      await this.#loop.ended;
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  /** @internal */
  static over(loop: Loop): Worker {
    return new Worker(loop);
  }
}

function byType<T>(all: OfType<T>[]): Map<string, T> {
  return new Map(all.map(each => [type(each.name, each.version), each.does]));
}

function started(stepwell: Stepwell, settings: WorkerSettings, hello: Hello, craft: Craft): Worker {
  return Worker.over(new Loop(() => stepwell.work(), settings, { ...hello, workerName: settings.name }, craft));
}
