import { status, type ServiceError } from '@grpc/grpc-js';
import type { Hello } from '../generated/stepwell/worker/v1/Hello.js';
import type { Report } from '../generated/stepwell/worker/v1/Report.js';
import type { WorkRequest } from '../generated/stepwell/worker/v1/WorkRequest.js';
import type { WorkResponse__Output } from '../generated/stepwell/worker/v1/WorkResponse.js';
import type { WorkStream } from '../stepwell.js';

const REPORTS = 1_000;
const TEXT = 1 << 18; // characters: the service takes messages of 1 MiB, and a single report has less than half of that

/** One stream of a worker: what there is to say in one turn of the event loop goes in one message. */
export class ReportStream {
  #reports: Report[] = [];
  #next: WorkRequest = {};
  #flushing = false;
  #blocked = false;
  #over = false;

  constructor(private readonly call: WorkStream, heard: (said: WorkResponse__Output) => void, lost: (failure?: ServiceError) => void) {
    let failure: ServiceError | undefined;
    call.on('data', heard);
    call.on('error', (why: ServiceError) => (failure = why));
    call.on('status', ({ code }) => lost(code === status.OK ? undefined : failure ?? ({ code } as ServiceError)));
    call.on('drain', () => {
      this.#blocked = false;
      this.#soon();
    });
  }

  hello(hello: Hello): void {
    this.#next.hello = hello;
    this.#soon();
  }

  credit(tasks: number): void {
    this.#next.credit = tasks;
    this.#soon();
  }

  report(report: Report): void {
    this.#reports.push(report);
    this.#soon();
  }

  /** Nothing more is said; what was is still answered. */
  over(): void {
    this.#over = true;
    this.#soon();
  }

  breakOff(): void {
    this.call.cancel();
  }

  #soon(): void {
    if (!this.#flushing) {
      this.#flushing = true;
      setImmediate(() => this.#flush());
    }
  }

  #flush(): void {
    this.#flushing = false;
    if (!this.call.writable) return; // it was ended: what is reported now is said over the next one
    while (!this.#blocked && (this.#reports.length > 0 || this.#next.hello || this.#next.credit !== undefined)) {
      this.#blocked = !this.call.write(this.#message());
    }
    if (this.#over && !this.#blocked) this.call.end();
  }

  #message(): WorkRequest {
    const message = this.#next;
    this.#next = {};
    let size = 0;
    let count = 0;
    while (count < this.#reports.length && count < REPORTS && size < TEXT) size += length(this.#reports[count++]!);
    message.reports = this.#reports.splice(0, count);
    return message;
  }
}

function length(report: Report): number {
  return report.output?.length ?? (report.heartbeat || report.dropped ? 256 : JSON.stringify(report).length);
}
