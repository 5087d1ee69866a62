import type { ExecutionStatus, HistoryEvent } from '../api/types';
import { notLeft } from './redrive';
import { type Attempt, detailsOf, type Ending, type Scope, type Story, type Visit, type VisitStatus } from './story';

const ROOT: Scope = {};
const ENDINGS: Readonly<Record<string, ExecutionStatus>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};
const OUTCOMES: readonly (readonly [string, VisitStatus])[] = [
  ['Succeeded', 'succeeded'],
  ['Failed', 'failed'],
  ['TimedOut', 'timedOut'],
  ['Aborted', 'aborted'],
];

/** Tells a history as visits of states. Events must come in the order of their ids, from the first one on. */
export function fold(events: readonly HistoryEvent[]): Story {
  const folder = new Folder();
  for (const event of events) {
    folder.add(event);
  }
  return folder.story();
}

/** Where an event left the execution: the visit it belongs to and the scope that what follows it takes place in. */
interface Place {
  readonly visit: Visit | undefined;
  readonly scope: Scope;
}

type Details = Readonly<Record<string, unknown>>;

class Folder {
  private readonly visits: Visit[] = [];
  private readonly byId = new Map<number, Visit>();
  private readonly visitOf = new Map<number, Visit>();
  private readonly places = new Map<number, Place>();
  private readonly open = new Set<Visit>();
  private readonly abortions = new Set<Visit>();
  /** The iteration whose states the next events cut off. */
  private cutOff: Scope | undefined;
  /** What the last redrive opened again and no event has spoken of since, in the order of beginning. */
  private readonly resumable: Visit[] = [];
  private redrivenBy = -1;
  private from: number | undefined;
  private ending: Ending | undefined;
  private failedIn: Visit | undefined;
  private redrives = 0;

  story(): Story {
    const { visits, byId, visitOf, from, ending, failedIn, redrives } = this;
    return { visits, byId, visitOf, from, ending, failedIn, redrives };
  }

  add(event: HistoryEvent): void {
    const at = Date.parse(event.timestamp);
    this.from ??= at;
    const place = this.place(event, at, detailsOf(event));
    this.places.set(event.id, place);
    if (place.visit !== undefined) {
      this.visitOf.set(event.id, place.visit);
    }
  }

  private place(event: HistoryEvent, at: number, details: Details): Place {
    const { type } = event;
    if (type.startsWith('Execution')) {
      return this.execution(event, at, details);
    }
    if (type.endsWith('StateEntered')) {
      return this.entered(event, at, details);
    }
    if (type.endsWith('StateExited')) {
      return this.exited(event, at, details);
    }
    if (type.startsWith('MapIteration')) {
      return this.iteration(event, at, details);
    }
    if (type.endsWith('StateAborted')) {
      return this.aborted(event, at);
    }
    this.cutOff = undefined;
    if (/^(Map|Parallel)State|^MapRun/.test(type)) {
      return this.block(event, at, details);
    }
    return this.work(event, at, details);
  }

  private execution(event: HistoryEvent, at: number, details: Details): Place {
    const status = ENDINGS[event.type];
    const before = this.before(event);
    if (status !== undefined) {
      this.ending = { status, at, ...errorOf(details) };
      this.end(status, at, before?.visit);
    } else if (event.type === 'ExecutionRedriven') {
      this.ending = undefined;
      this.failedIn = undefined;
      this.redrives++;
      this.reopen();
      this.redrivenBy = event.id;
    }
    return { visit: undefined, scope: ROOT };
  }

  /** A redrive goes on where the execution was cut off: what had not been left is open again, what had been left stays as it is. */
  private reopen(): void {
    this.resumable.length = 0;
    for (const visit of notLeft(this.visits)) {
      visit.status = 'running';
      delete visit.to;
      delete visit.error;
      delete visit.cause;
      this.open.add(visit);
      this.abortions.delete(visit);
      this.resumable.push(visit);
      resumeBlock(visit);
    }
  }

  private end(status: ExecutionStatus, at: number, last: Visit | undefined): void {
    if (status === 'FAILED') {
      this.failedIn = last;
      for (let visit = last; visit !== undefined; visit = visit.scope.owner) {
        this.close(visit, at, 'failed');
      }
    }
    for (const visit of [...this.open]) {
      this.close(visit, at, status === 'TIMED_OUT' ? 'timedOut' : status === 'SUCCEEDED' ? 'succeeded' : 'aborted');
    }
  }

  private entered(event: HistoryEvent, at: number, details: Details): Place {
    const before = this.before(event);
    const scope = before?.scope ?? ROOT;
    const visit: Visit = {
      id: event.id,
      name: String(details.name ?? ''),
      type: event.type.slice(0, -'StateEntered'.length),
      scope,
      depth: scope.owner === undefined ? 0 : scope.owner.depth + 1,
      from: at,
      status: 'running',
      ...(typeof details.input === 'string' ? { input: details.input } : {}),
      attempts: [],
      iterations: new Map(),
    };
    this.visits.push(visit);
    this.byId.set(visit.id, visit);
    this.open.add(visit);
    return { visit, scope };
  }

  private exited(event: HistoryEvent, at: number, details: Details): Place {
    const visit = this.climb(event, ({ name, exitId }) => name === details.name && exitId === undefined);
    if (visit !== undefined) {
      visit.exitId = event.id;
      if (typeof details.output === 'string') {
        visit.output = details.output;
      }
      if (typeof details.assignedVariables === 'object' && details.assignedVariables !== null) {
        visit.assigned = details.assignedVariables as Record<string, string>;
      }
      const last = visit.attempts.at(-1)?.status;
      const failed = visit.error !== undefined || (last !== undefined && last !== 'succeeded' && last !== 'running');
      this.close(visit, at, failed ? 'caught' : 'succeeded');
    }
    return this.at(visit, event);
  }

  /** A state cut off because another one failed, or the failed one itself: the history names only its kind. */
  private aborted(event: HistoryEvent, at: number): Place {
    const kind = event.type.slice(0, -'StateAborted'.length);
    const { cutOff } = this;
    const fits = (one: Visit) => one.type === kind && !this.abortions.has(one);
    const visit =
      cutOff === undefined
        ? this.climb(event, (one) => fits(one) && one.exitId === undefined)
        : this.visits.findLast((one) => fits(one) && one.exitId === undefined && isInside(one, cutOff));
    if (visit !== undefined) {
      this.abortions.add(visit);
      const last = visit.attempts.at(-1)?.status;
      const failed = visit.error !== undefined || visit.type === 'Fail' || last === 'failed' || last === 'timedOut';
      this.close(visit, at, failed ? 'failed' : 'aborted');
    }
    return this.at(visit, event);
  }

  private iteration(event: HistoryEvent, at: number, details: Details): Place {
    const visit = this.climb(event, ({ name, type }) => type === 'Map' && name === details.name);
    const index = Number(details.index ?? 0);
    if (visit === undefined) {
      return this.at(visit, event);
    }
    if (event.type === 'MapIterationStarted') {
      visit.iterations.set(index, { index, from: at, status: 'running' });
      return { visit, scope: { owner: visit, index } };
    }
    const iteration = visit.iterations.get(index);
    this.cutOff = event.type === 'MapIterationSucceeded' ? undefined : { owner: visit, index };
    if (iteration !== undefined) {
      iteration.to = at;
      iteration.status = outcomeOf(event.type) ?? iteration.status;
      this.closeInside(visit, at, this.before(event)?.visit, index);
    }
    return this.at(visit, event);
  }

  private block(event: HistoryEvent, at: number, details: Details): Place {
    const kind = event.type.startsWith('Map') ? 'Map' : 'Parallel';
    const isStart = event.type.endsWith('Started');
    const visit = this.climb(
      event,
      (one) => one.type === kind && one.exitId === undefined && !this.abortions.has(one) && (isStart || one.attempts.at(-1)?.to === undefined),
    );
    if (visit === undefined) {
      return this.at(visit, event);
    }
    if (event.type === 'MapRunStarted') {
      const last = visit.attempts.at(-1);
      if (last !== undefined) {
        last.mapRunArn = String(details.mapRunArn ?? '');
      }
    } else if (isStart) {
      visit.status = 'running';
      visit.iterations.clear();
      visit.attempts.push({ id: event.id, from: at, status: 'running', resource: '' });
      visit.length = typeof details.length === 'number' ? details.length : visit.length ?? 0;
      return kind === 'Parallel' ? { visit, scope: { owner: visit } } : this.at(visit, event);
    } else if (!event.type.startsWith('MapRun')) {
      this.endAttempt(visit, at, event.type, details);
      this.closeInside(visit, at, this.before(event)?.visit);
    }
    return this.at(visit, event);
  }

  private work(event: HistoryEvent, at: number, details: Details): Place {
    const { type } = event;
    const visit =
      typeof details.state === 'string'
        ? this.climb(event, ({ name }) => name === details.state)
        : this.climb(event, (one) => one.exitId === undefined && (one.type === 'Task' || type === 'EvaluationFailed'));
    if (visit === undefined) {
      return this.at(visit, event);
    }
    if (type === 'EvaluationFailed') {
      Object.assign(visit, errorOf(details));
    } else if (type.endsWith('Scheduled')) {
      this.open.add(visit);
      delete visit.to;
      delete visit.error;
      visit.status = 'running';
      visit.attempts.push(attemptOf(event.id, at, details));
    } else if (type.endsWith('Started')) {
      const attempt = visit.attempts.at(-1);
      if (attempt !== undefined) {
        attempt.started = at;
        attempt.worker = typeof details.workerName === 'string' ? details.workerName : '';
      }
    } else if (outcomeOf(type) !== undefined) {
      this.endAttempt(visit, at, type, details);
    }
    return this.at(visit, event);
  }

  private endAttempt(visit: Visit, at: number, type: string, details: Details): void {
    const attempt = visit.attempts.at(-1);
    if (attempt !== undefined) {
      attempt.to = at;
      attempt.status = outcomeOf(type) ?? 'failed';
      Object.assign(attempt, errorOf(details), typeof details.output === 'string' ? { result: details.output } : {});
    }
  }

  /** Ends what is still open inside a block that has ended; the visit that ended it failed, the others were cut off. */
  private closeInside(owner: Visit, at: number, cause: Visit | undefined, index?: number): void {
    for (const visit of [...this.open]) {
      if (index === undefined ? isWithin(visit.scope.owner, owner) : isInside(visit, { owner, index })) {
        this.close(visit, at, isWithin(cause, visit) ? 'failed' : 'aborted');
      }
    }
    for (const iteration of index === undefined ? owner.iterations.values() : []) {
      if (iteration.status === 'running') {
        iteration.status = 'aborted';
        iteration.to = at;
      }
    }
  }

  private close(visit: Visit, at: number, status: VisitStatus): void {
    if (visit.to === undefined || this.open.has(visit)) {
      visit.to = at;
      visit.status = status;
      this.open.delete(visit);
      for (const iteration of visit.iterations.values()) {
        if (iteration.status === 'running') {
          iteration.status = status === 'failed' ? 'aborted' : status;
          iteration.to = at;
        }
      }
    }
  }

  private at(visit: Visit | undefined, event: HistoryEvent): Place {
    return { visit, scope: visit?.scope ?? this.before(event)?.scope ?? ROOT };
  }

  private before(event: HistoryEvent): Place | undefined {
    return this.places.get(event.previousEventId ?? 0);
  }

  /** The visit that an event speaks of: the nearest fitting one, from where it comes outwards; else the newest that fits. */
  private climb(event: HistoryEvent, fits: (visit: Visit) => boolean): Visit | undefined {
    if (event.previousEventId === this.redrivenBy) {
      const at = this.resumable.findIndex(fits);
      if (at >= 0) {
        return this.resumable.splice(at, 1)[0];
      }
    }
    for (let visit = this.before(event)?.visit; visit !== undefined; visit = visit.scope.owner) {
      if (fits(visit)) {
        return visit;
      }
    }
    return this.visits.findLast(fits);
  }
}

/** A Parallel or a Map goes on with the try that failed; items that had not ended well go on too. */
function resumeBlock(visit: Visit): void {
  const last = visit.attempts.at(-1);
  if (visit.type !== 'Task' && last !== undefined) {
    last.status = 'running';
    delete last.to;
    delete last.error;
    delete last.cause;
  }
  for (const iteration of visit.iterations.values()) {
    if (iteration.status !== 'succeeded') {
      iteration.status = 'running';
      delete iteration.to;
    }
  }
}

function isWithin(visit: Visit | undefined, outer: Visit): boolean {
  for (let one = visit; one !== undefined; one = one.scope.owner) {
    if (one === outer) {
      return true;
    }
  }
  return false;
}

function isInside(visit: Visit, place: Scope): boolean {
  for (let scope = visit.scope; scope.owner !== undefined; scope = scope.owner.scope) {
    if (scope.owner === place.owner && scope.index === place.index) {
      return true;
    }
  }
  return false;
}

function outcomeOf(type: string): VisitStatus | undefined {
  return OUTCOMES.find(([ending]) => type.endsWith(ending))?.[1];
}

function errorOf(details: Details): { error?: string; cause?: string } {
  return {
    ...(typeof details.error === 'string' ? { error: details.error } : {}),
    ...(typeof details.cause === 'string' ? { cause: details.cause } : {}),
  };
}

function attemptOf(id: number, from: number, details: Details): Attempt {
  const input = details.parameters ?? details.input;
  const type = typeof details.resourceType === 'string' ? `${details.resourceType}:` : '';
  return {
    id,
    from,
    status: 'running',
    resource: `${type}${String(details.resource ?? '')}`,
    ...(typeof input === 'string' ? { input } : {}),
  };
}
