import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { fetchEvents, firstEventsQuery, historyFeed } from './executions';
import { type FeedState, listen } from './live';
import { asProblem, type Problem } from './problem';
import type { ExecutionListItem, HistoryEvent } from './types';

/** A history as far as it has come. */
export interface History {
  /** Its events by id, without a gap from the first. A new array whenever there are more. */
  readonly events: readonly HistoryEvent[];
  /** Whether all events that there were at the beginning are here. */
  readonly isWhole: boolean;
  readonly feed: FeedState | 'off';
  /** The execution as the feed last told it. */
  readonly status: ExecutionListItem | undefined;
  readonly problem: Problem | undefined;
}

const NOTHING: History = { events: [], isWhole: false, feed: 'off', status: undefined, problem: undefined };
/** How often what the feed tells is shown, so that a thousand events a second are a few pictures a second. */
const SHOWN_EVERY_MS = 150;
const LOADING_SHOWN_EVERY_MS = 800;
const LATER_PAGES = 1000;
const ENDS: Readonly<Record<string, ExecutionListItem['status']>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** The status that an execution ended with, as its history tells; none while it goes on, or where the history is not here to its end. */
export function endOf({ events, isWhole, status }: History): ExecutionListItem['status'] | undefined {
  return status?.status ?? (isWhole ? ENDS[events.at(-1)?.type ?? ''] : undefined);
}

/**
 * Loads the history of an execution page by page and then follows it until it has ended or the page is left; and again from there on
 * when it has been redriven once more.
 */
export function useHistory(arn: string, redrives: number): History {
  const queries = useQueryClient();
  const reader = useRef<HistoryReader>(null);
  const [history, setHistory] = useState<History & { arn: string }>({ ...NOTHING, arn });
  useEffect(() => {
    const made = new HistoryReader(arn, queries, (next) => setHistory({ ...next, arn }));
    reader.current = made;
    void made.run();
    return () => made.stop();
  }, [arn, queries]);
  useEffect(() => reader.current?.goOn(), [redrives]);
  return history.arn === arn ? history : NOTHING;
}

class HistoryReader {
  private readonly gone = new AbortController();
  private history: History = NOTHING;
  private events: HistoryEvent[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private leave: (() => void) | undefined;

  constructor(
    private readonly arn: string,
    private readonly queries: QueryClient,
    private readonly show: (history: History) => void,
  ) {}

  async run(): Promise<void> {
    try {
      let token: string | undefined;
      let shown = 0;
      do {
        // Of the later pages only some are shown on their way.
        const page = token === undefined ? await this.queries.fetchQuery(firstEventsQuery(this.arn)) : await fetchEvents(this.arn, token, LATER_PAGES, this.gone.signal);
        if (this.gone.signal.aborted) {
          return;
        }
        this.events.push(...page.events);
        token = page.nextToken;
        if (Date.now() - shown > LOADING_SHOWN_EVERY_MS) {
          shown = Date.now();
          this.change({ events: [...this.events] });
        }
      } while (token !== undefined);
      this.change({ events: [...this.events], isWhole: true });
      if (!((this.events.at(-1)?.type ?? '') in ENDS)) {
        this.listen();
      }
    } catch (thrown) {
      if (!this.gone.signal.aborted) {
        const problem = asProblem(thrown);
        this.change({ problem });
        if (problem.isPassing) {
          this.timer = setTimeout(() => this.again(), 2000);
        }
      }
    }
  }

  stop(): void {
    this.gone.abort();
    clearTimeout(this.timer);
    this.leave?.();
  }

  /** Follows an execution that had ended and goes on. */
  goOn(): void {
    if (this.history.isWhole && this.leave === undefined) {
      this.change({ status: undefined });
      this.listen();
    }
  }

  private again(): void {
    this.timer = undefined;
    void this.queries.removeQueries({ queryKey: firstEventsQuery(this.arn).queryKey });
    this.events = [];
    this.history = NOTHING;
    void this.run();
  }

  private listen(): void {
    this.leave = listen(historyFeed(this.arn, this.events.at(-1)?.id ?? 0), ['event', 'status'], {
      told: (name, data) => (name === 'event' ? this.take(data as HistoryEvent) : this.ended(data as ExecutionListItem)),
      state: (feed) => this.change({ feed }),
    });
  }

  private take(event: HistoryEvent): void {
    // After a break events may be told twice; a gap is not possible, as the feed goes on after the last id.
    if (event.id === (this.events.at(-1)?.id ?? 0) + 1) {
      this.events.push(event);
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.change({ events: [...this.events] });
      }, SHOWN_EVERY_MS);
      this.leaveWhenEnded();
    }
  }

  private ended(status: ExecutionListItem): void {
    this.change({ status });
    this.leaveWhenEnded();
  }

  /** An ended execution tells nothing more, until it is redriven. */
  private leaveWhenEnded(): void {
    const last = this.events.at(-1)?.type ?? '';
    if (this.history.status !== undefined && this.history.status.status !== 'RUNNING' && last in ENDS) {
      this.leave?.();
      this.leave = undefined;
      this.change({ feed: 'off', events: [...this.events] });
    }
  }

  private change(part: Partial<History>): void {
    if (!this.gone.signal.aborted) {
      this.history = { ...this.history, ...part };
      this.show(this.history);
    }
  }
}
