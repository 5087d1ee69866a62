import { useEffect, useState } from 'react';
import { asProblem, type Problem } from '../problem';
import type { SwfEvent, SwfRun } from '../types';
import { fetchSwfEvents } from './executions';

/** The history of a run as far as it has come. */
export interface SwfHistory {
  /** Its events by id, without a gap from the first. A new array whenever there are more. */
  readonly events: readonly SwfEvent[];
  /** Whether all events that there were at the beginning are here. */
  readonly isWhole: boolean;
  readonly feed: 'connecting' | 'live' | 'broken' | 'off';
  readonly problem: Problem | undefined;
}

const NOTHING: SwfHistory = { events: [], isWhole: false, feed: 'connecting', problem: undefined };
const FIRST_PAGE = 200;
const LATER_PAGES = 1000;
/** What has come since the last look is mostly less than this. */
const NEW_PAGE = 50;
const EVERY_MS = 1000;
const AFTER_A_BREAK_MS = 3000;
const SHOWN_EVERY_MS = 800;

/** Loads the history of a run and then looks for more from its end until the run has closed. SWF has no feed to listen to. */
export function useSwfHistory(domain: string, { workflowId, runId }: SwfRun): SwfHistory {
  const key = JSON.stringify([domain, workflowId, runId]);
  const [history, setHistory] = useState<SwfHistory & { key: string }>({ ...NOTHING, key });
  useEffect(() => {
    const reader = new SwfHistoryReader(domain, { workflowId, runId }, (next) => setHistory({ ...next, key }));
    void reader.run();
    return () => reader.stop();
  }, [domain, workflowId, runId, key]);
  return history.key === key ? history : NOTHING;
}

/** Whether an event is the last of a history. */
const closes = (event: SwfEvent | undefined) => /^WorkflowExecution(Completed|Failed|Canceled|Terminated|TimedOut|ContinuedAsNew)$/.test(event?.eventType ?? '');

class SwfHistoryReader {
  private readonly gone = new AbortController();
  private history: SwfHistory = NOTHING;
  private readonly events: SwfEvent[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly domain: string,
    private readonly workflow: SwfRun,
    private readonly show: (history: SwfHistory) => void,
  ) {}

  async run(): Promise<void> {
    try {
      if (this.history.isWhole) {
        await this.lookForMore();
      } else {
        await this.load();
      }
      const isClosed = closes(this.events.at(-1));
      this.change({ feed: isClosed ? 'off' : 'live', problem: undefined });
      if (!isClosed) {
        this.again(EVERY_MS);
      }
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.change({ problem: problem.isThrottled ? undefined : problem, feed: 'broken' });
      if (problem.isPassing || problem.isThrottled) {
        this.again(AFTER_A_BREAK_MS);
      }
    }
  }

  stop(): void {
    this.gone.abort();
    clearTimeout(this.timer);
  }

  private again(after: number): void {
    if (!this.gone.signal.aborted) {
      this.timer = setTimeout(() => void this.run(), after);
    }
  }

  /** Reads from the first event on; after a break anew. */
  private async load(): Promise<void> {
    this.events.length = 0;
    let shown = 0;
    let token: string | undefined;
    do {
      const page = await fetchSwfEvents(this.domain, this.workflow, token === undefined ? FIRST_PAGE : LATER_PAGES, token, false, this.gone.signal);
      this.events.push(...page.events);
      token = page.nextPageToken;
      // Of the later pages only some are shown on their way.
      if (Date.now() - shown > SHOWN_EVERY_MS) {
        shown = Date.now();
        this.change({ events: [...this.events] });
      }
    } while (token !== undefined);
    this.change({ events: [...this.events], isWhole: true });
  }

  /** Reads from the end back to the last event that is known. */
  private async lookForMore(): Promise<void> {
    const known = this.events.at(-1)?.eventId ?? 0;
    const later: SwfEvent[] = [];
    let token: string | undefined;
    do {
      const page = await fetchSwfEvents(this.domain, this.workflow, NEW_PAGE, token, true, this.gone.signal);
      later.push(...page.events.filter(({ eventId }) => eventId > known));
      token = later.length > 0 && (later.at(-1)?.eventId ?? 0) > known + 1 ? page.nextPageToken : undefined;
    } while (token !== undefined);
    if (later.length > 0) {
      this.events.push(...later.toReversed());
      this.change({ events: [...this.events] });
    }
  }

  private change(part: Partial<SwfHistory>): void {
    if (!this.gone.signal.aborted) {
      this.history = { ...this.history, ...part };
      this.show(this.history);
    }
  }
}
