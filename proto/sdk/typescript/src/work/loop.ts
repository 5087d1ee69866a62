import { status, type ServiceError } from '@grpc/grpc-js';
import type { Hello } from '../generated/stepwell/worker/v1/Hello.js';
import type { Refusal__Output } from '../generated/stepwell/worker/v1/Refusal.js';
import type { Report } from '../generated/stepwell/worker/v1/Report.js';
import type { Task__Output } from '../generated/stepwell/worker/v1/Task.js';
import type { WorkResponse__Output } from '../generated/stepwell/worker/v1/WorkResponse.js';
import { AwsError } from '../errors.js';
import type { WorkStream } from '../stepwell.js';
import type { Craft } from './crafts.js';
import { TaskInHand } from './hands.js';
import { ReportStream } from './stream.js';

const AGAIN = new Set(['ThrottlingException', 'ServiceUnavailable']);
const SOON = 250;
const LONGEST_PAUSE = 10_000;
const FINAL = new Set([
  status.UNAUTHENTICATED, status.PERMISSION_DENIED, status.INVALID_ARGUMENT, status.NOT_FOUND, status.UNIMPLEMENTED, status.FAILED_PRECONDITION,
]);

/** How a worker works. */
export interface WorkerSettings {
  /** What it calls itself; stands in histories. */
  name: string;
  /** The most tasks that it has at a time, 1 to 1,000; 10 unless said otherwise. */
  concurrency?: number;
  /** After how many milliseconds it says again of each task that it is being worked on; 10,000 unless said otherwise. */
  heartbeat?: number;
  /** Hears what nobody else hears of: reports that were refused, deciders that threw. */
  onTrouble?: (what: unknown) => void;
}

/**
 * The conversation of one worker with the service. What was reported is kept until it is answered, and said again over the next stream
 * when one breaks.
 */
export class Loop {
  readonly ended: Promise<void>;
  readonly #inHand = new Map<string, TaskInHand>();
  readonly #unanswered = new Map<number, Report>();
  readonly #beats = new Map<number, string>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #concurrency: number;
  /** In hand, but from an earlier stream: the present one does not count them. */
  #foreign = new Set<string>();
  #stream: ReportStream | undefined;
  #number = 0;
  #pause = 0;
  #draining = false;
  #over = false;
  #end!: (failure?: unknown) => void;

  constructor(private readonly open: () => WorkStream, private readonly settings: WorkerSettings, private readonly hello: Hello, private readonly craft: Craft) {
    this.#concurrency = settings.concurrency ?? 10;
    if (this.#concurrency < 1 || this.#concurrency > 1_000) throw new RangeError('a worker has 1 to 1,000 tasks at a time');
    this.ended = new Promise((resolve, reject) => {
      this.#end = failure => (failure === undefined ? resolve() : reject(failure));
    });
    this.ended.catch(() => {}); // whoever waits for it hears of it
    this.#heartbeat = setInterval(() => this.#beat(), settings.heartbeat ?? 10_000);
    this.#connect();
  }

  /** Takes no more tasks, and ends when the last is answered. */
  drain(): void {
    this.#draining = true;
    this.#stream?.credit(0);
    this.#endWhenDone();
  }

  /** Lets go of everything. */
  stop(failure?: unknown): void {
    if (this.#over) return;
    this.#over = true;
    clearInterval(this.#heartbeat);
    const stream = this.#stream;
    this.#stream = undefined;
    stream?.breakOff();
    this.#end(failure);
  }

  #connect(): void {
    if (this.#over) return;
    this.#foreign = new Set(this.#inHand.keys());
    this.#beats.clear();
    const stream: ReportStream = new ReportStream(this.open(), said => this.#hear(stream, said), failure => this.#lost(stream, failure));
    this.#stream = stream;
    stream.hello(this.hello);
    stream.credit(this.#credit());
    for (const report of this.#unanswered.values()) stream.report(report);
  }

  #credit(): number {
    return this.#draining ? 0 : Math.max(0, this.#concurrency - this.#foreign.size);
  }

  #hear(stream: ReportStream, said: WorkResponse__Output): void {
    this.#pause = 0;
    for (const task of said.tasks) void this.#take(task);
    for (const number of said.taken) {
      this.#beats.delete(number);
      this.#unanswered.delete(number);
    }
    for (const refusal of said.refused) this.#refused(refusal);
    for (const token of said.cancelled) this.#taskIsOver(token);
    for (const token of said.cancelRequested) this.#inHand.get(token)?.requestCancel();
    if (said.goAway) stream.over();
    this.#endWhenDone();
  }

  async #take(task: Task__Output): Promise<void> {
    const hand = new TaskInHand(task);
    this.#inHand.set(task.taskToken!, hand);
    this.#done(task.taskToken!, await this.craft(hand));
  }

  #done(token: string, report: Report): void {
    if (!this.#inHand.delete(token)) return;
    const number = ++this.#number;
    const numbered = { ...report, number, taskToken: token };
    if (!report.dropped) this.#unanswered.set(number, numbered);
    this.#stream?.report(numbered);
    if (this.#foreign.delete(token)) this.#stream?.credit(this.#credit());
    this.#endWhenDone();
  }

  #refused(refusal: Refusal__Output): void {
    const number = refusal.number!;
    const token = this.#beats.get(number);
    this.#beats.delete(number);
    const again = AGAIN.has(refusal.error!);
    if (this.#unanswered.has(number)) {
      if (again) {
        setTimeout(() => this.#again(number), SOON);
      } else {
        this.#unanswered.delete(number);
        this.settings.onTrouble?.(new Error(`a report was refused: ${refusal.error}: ${refusal.message}`));
      }
    } else if (token !== undefined && !again) {
      this.#taskIsOver(token);
    }
  }

  #again(number: number): void {
    const report = this.#unanswered.get(number);
    if (report) this.#stream?.report(report);
  }

  /** Nothing more is said of it, whatever its handler does. */
  #taskIsOver(token: string): void {
    this.#inHand.get(token)?.end();
    this.#done(token, { dropped: {} });
  }

  #beat(): void {
    if (!this.#stream) return;
    for (const [token, hand] of this.#inHand) {
      if (hand.task.swfDecision) continue;
      const number = ++this.#number;
      this.#beats.set(number, token);
      this.#stream.report({ number, taskToken: token, heartbeat: hand.progress ? { details: hand.progress } : {} });
    }
  }

  #lost(stream: ReportStream, failure?: ServiceError): void {
    if (stream !== this.#stream) return;
    this.#stream = undefined;
    if (failure && FINAL.has(failure.code)) {
      this.stop(AwsError.of(failure));
    } else if (this.#isDone()) {
      this.stop();
    } else {
      setTimeout(() => this.#connect(), this.#pause * (0.5 + Math.random() / 2));
      this.#pause = Math.min(LONGEST_PAUSE, Math.max(SOON, this.#pause * 2));
    }
  }

  #isDone(): boolean {
    return this.#draining && this.#inHand.size === 0 && this.#unanswered.size === 0;
  }

  #endWhenDone(): void {
    if (!this.#isDone()) return;
    if (this.#stream) this.#stream.over();
    else this.stop();
  }
}
