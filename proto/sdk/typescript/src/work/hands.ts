import type { Task__Output } from '../generated/stepwell/worker/v1/Task.js';

/** Thrown by a handler to fail its task: under a name that state machines catch, or with SWF's reason and details. */
export class TaskFailed extends Error {
  constructor(readonly error: string, cause: string) {
    super(cause);
  }
}

/** Thrown by a handler that has given up an activity task of SWF, as it was asked to. */
export class TaskCanceled extends Error {
  constructor(readonly details = '') {
    super(details);
  }
}

/** A task that is being worked on. Heartbeats are sent by the worker itself. */
export class TaskInHand {
  /** How far it is, said with the next heartbeat; for tasks of SWF. */
  progress = '';
  readonly #over = new AbortController();
  readonly #cancel = new AbortController();

  /** @param task all that is known of it */
  constructor(readonly task: Task__Output) {}

  /** Its input; empty when a task of SWF has none. */
  get input(): string {
    return (this.task.swfActivity ? this.task.swfActivity.input : this.task.input) ?? '';
  }

  /** Aborted when it has timed out or its execution has ended: what comes of it is for nobody. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Aborted when a decider of SWF has asked for it to be cancelled: a handler may then throw {@link TaskCanceled}. */
  get cancelRequested(): AbortSignal {
    return this.#cancel.signal;
  }

  /** @internal */
  end(): void {
    this.#over.abort();
  }

  /** @internal */
  requestCancel(): void {
    this.#cancel.abort();
  }
}
