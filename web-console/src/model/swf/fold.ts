import type { SwfEvent } from '../../api/types';
import { textOf } from '../json';
import { type Attributes, attributesOf, idIn, referencesOf, typeIn } from './events';
import { type DecisionType, STEPS, type Step, type WorkKind } from './steps';
import type { Closing, DecisionTask, Heard, Marker, SwfStory, Work } from './story';

/** What kinds of work are called. */
export const KIND_WORDS: Readonly<Record<WorkKind, string>> = { activity: 'activity', lambda: 'function', timer: 'timer', child: 'child', signal: 'signal to', cancel: 'cancel request to' };

const SUBJECT: Readonly<Record<WorkKind, string>> = { activity: 'activityId', lambda: 'id', timer: 'timerId', child: 'workflowId', signal: 'workflowId', cancel: 'workflowId' };
const SUBJECTS = ['activityId', 'timerId', 'workflowId', 'markerName', 'id'] as const;

/** Reads a history, from its first event on and as far as it has come. */
export function foldSwf(events: readonly SwfEvent[]): SwfStory {
  const fold = new Fold();
  for (const event of events) {
    fold.read(event);
  }
  return fold.story();
}

class Fold {
  private from: number | undefined;
  private begun: Attributes = {};
  private closing: Closing | undefined;
  private news: number[] = [];
  private readonly tasks: DecisionTask[] = [];
  private readonly tasksByEvent = new Map<number, DecisionTask>();
  private readonly works = new Map<number, Work>();
  /** The last activity of each id: an id may come again once its activity has ended. */
  private readonly activities = new Map<string, Work>();
  private readonly heard: Heard[] = [];
  private readonly markers: Marker[] = [];
  private readonly partOf = new Map<number, string>();
  private readonly typeOf = new Map<number, string>();
  private readonly namedBy = new Map<number, number[]>();

  read(event: SwfEvent): void {
    this.typeOf.set(event.eventId, event.eventType);
    for (const { id } of referencesOf(event)) {
      const named = this.namedBy.get(id);
      if (named === undefined) {
        this.namedBy.set(id, [event.eventId]);
      } else {
        named.push(event.eventId);
      }
    }
    const step = STEPS[event.eventType];
    if (step !== undefined) {
      this.take(step, event, attributesOf(event), Date.parse(event.eventTimestamp));
    }
  }

  story(): SwfStory {
    if (this.closing !== undefined) {
      for (const open of [...this.tasks, ...this.works.values()]) {
        if (open.to === undefined) {
          open.status = 'leftOpen';
          open.to = this.closing.at;
        }
      }
    }
    const last = this.tasks.at(-1);
    if (last?.status === 'waiting') {
      last.news = [...this.news];
    }
    return {
      from: this.from,
      begun: this.begun,
      decisions: this.tasks,
      works: [...this.works.values()],
      heard: this.heard,
      markers: this.markers,
      closing: this.closing,
      partOf: this.partOf,
      typeOf: this.typeOf,
      namedBy: this.namedBy,
    };
  }

  private take(step: Step, event: SwfEvent, told: Attributes, at: number): void {
    const id = event.eventId;
    switch (step.does) {
      case 'begin':
        this.from = at;
        this.begun = told;
        this.news.push(id);
        return;
      case 'schedule':
      case 'start':
      case 'decide':
      case 'expire':
        return this.decisionTask(step.does, id, told, at);
      case 'open':
        return this.open(step, id, told, at);
      case 'take':
        return this.taken(this.works.get(idIn(told, step.by) ?? 0), id, told, at);
      case 'end':
        return this.end(step, id, told, at);
      case 'cancel':
        return this.cancel(step.decision, id, told);
      case 'refuse':
        return this.decided(step.decision, id, told, undefined);
      case 'note':
        this.markers.push({ id, at, name: textOf(told, 'markerName') ?? '', details: textOf(told, 'details') });
        return this.decided(step.decision, id, told, undefined);
      case 'hear':
        return this.hear(step.what, id, told, at);
      case 'close':
        this.closing = { status: step.status, id, at, attributes: told };
        return step.decision === undefined ? undefined : this.decided(step.decision, id, told, undefined);
    }
  }

  private decisionTask(does: 'schedule' | 'start' | 'decide' | 'expire', id: number, told: Attributes, at: number): void {
    if (does === 'schedule') {
      const task: DecisionTask = { number: this.tasks.length + 1, id, from: at, taskList: textOf(told.taskList, 'name') ?? '', status: 'waiting', news: [], decisions: [] };
      this.tasks.push(task);
      return this.remember(task, id);
    }
    const task = this.tasksByEvent.get(idIn(told, 'scheduledEventId') ?? 0);
    if (task === undefined) {
      return;
    }
    this.remember(task, id);
    if (does === 'start') {
      task.status = 'running';
      task.startedId = id;
      task.started = at;
      task.identity = textOf(told, 'identity') ?? '';
      task.news = [...this.news];
      return;
    }
    task.endedId = id;
    task.to = at;
    if (does === 'decide') {
      task.status = 'completed';
      task.context = textOf(told, 'executionContext') ?? '';
      // What came while it was decided is news for the next; what its decider was told is none any more.
      this.news = this.news.filter((one) => one > (task.startedId ?? 0));
    } else {
      task.status = 'timedOut';
      task.timeoutType = textOf(told, 'timeoutType') ?? '';
      task.news = task.startedId === undefined ? [...this.news] : task.news;
    }
  }

  private remember(task: DecisionTask, id: number): void {
    this.tasksByEvent.set(id, task);
    this.partOf.set(id, `decision ${task.number}`);
  }

  private open({ kind, decision, status }: Step & { does: 'open' }, id: number, told: Attributes, at: number): void {
    const decidedBy = this.tasksByEvent.get(idIn(told, 'decisionTaskCompletedEventId') ?? 0)?.id;
    const type = typeIn(told, 'activityType') ?? typeIn(told, 'workflowType') ?? textOf(told, 'signalName') ?? (kind === 'lambda' ? textOf(told, 'name') : undefined);
    const work: Work = { kind, id, subject: textOf(told, SUBJECT[kind]) ?? '', type, from: at, decidedBy, opened: told, status };
    this.works.set(id, work);
    if (kind === 'activity') {
      this.activities.set(work.subject, work);
    }
    this.belongs(id, work);
    this.decided(decision, id, told, work);
  }

  private taken(work: Work | undefined, id: number, told: Attributes, at: number): void {
    if (work === undefined) {
      return;
    }
    work.status = 'running';
    work.startedId = id;
    work.started = at;
    const runId = textOf(told.workflowExecution, 'runId');
    const identity = textOf(told, 'identity');
    Object.assign(work, runId === undefined ? {} : { runId }, identity === undefined ? {} : { identity });
    this.belongs(id, work);
    // That an activity was taken is no reason to decide; that a child has started is.
    if (work.kind === 'child') {
      this.news.push(id);
    }
  }

  private end({ by, status, decision }: Step & { does: 'end' }, id: number, told: Attributes, at: number): void {
    const work = this.works.get(idIn(told, by) ?? 0);
    if (decision !== undefined && (status !== 'notStarted' || work === undefined)) {
      this.decided(decision, id, told, work);
    } else {
      this.news.push(id);
    }
    if (work === undefined) {
      return;
    }
    const runId = textOf(told.workflowExecution, 'runId');
    Object.assign(work, { status, endedId: id, to: at, ended: told }, runId === undefined ? {} : { runId });
    this.belongs(id, work);
  }

  private cancel(decision: DecisionType, id: number, told: Attributes): void {
    const work = this.activities.get(textOf(told, 'activityId') ?? '');
    if (work !== undefined) {
      work.cancelRequestedId = id;
      this.belongs(id, work);
    }
    this.decided(decision, id, told, work);
  }

  private hear(what: 'signal' | 'cancel', id: number, told: Attributes, at: number): void {
    const workflowId = textOf(told.externalWorkflowExecution, 'workflowId');
    const from = workflowId === undefined ? undefined : { workflowId, runId: textOf(told.externalWorkflowExecution, 'runId') ?? '' };
    this.heard.push({ what, id, at, name: textOf(told, 'signalName'), input: textOf(told, 'input'), from, cause: textOf(told, 'cause') });
    this.news.push(id);
  }

  private decided(type: DecisionType, eventId: number, told: Attributes, work: Work | undefined): void {
    const subject = work?.subject ?? SUBJECTS.map((member) => textOf(told, member)).find((text) => text !== undefined);
    const task = this.tasksByEvent.get(idIn(told, 'decisionTaskCompletedEventId') ?? 0);
    task?.decisions.push({ type, eventId, subject, refused: work === undefined ? textOf(told, 'cause') : undefined, work });
    if (task !== undefined && !this.partOf.has(eventId)) {
      this.partOf.set(eventId, `decision ${task.number}`);
    }
  }

  private belongs(id: number, { kind, subject }: Work): void {
    this.partOf.set(id, `${KIND_WORDS[kind]} ${subject}`);
  }
}
