/** How a live feed fares. */
export type FeedState = 'connecting' | 'live' | 'broken';

/** What a feed tells its reader. */
export interface FeedReader {
  /** One event: its name and what it carries. */
  readonly told: (event: string, data: unknown) => void;
  readonly state: (state: FeedState) => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/**
 * Listens to server-sent events. The browser itself resumes after a break, with the id of the last event; where it gives up, because the
 * server answered something else while it restarted, this asks again, more and more slowly. Returns how to stop.
 */
export function listen(url: string, names: readonly string[], reader: FeedReader): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  const open = () => {
    reader.state('connecting');
    source = new EventSource(url, { withCredentials: true });
    source.onopen = () => {
      wait = FIRST_WAIT_MS;
      reader.state('live');
    };
    source.onerror = () => {
      reader.state('broken');
      if (source?.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, wait);
        wait = Math.min(LONGEST_WAIT_MS, wait * 2);
      }
    };
    for (const name of names) {
      source.addEventListener(name, (event) => reader.told(name, JSON.parse((event as MessageEvent<string>).data)));
    }
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
