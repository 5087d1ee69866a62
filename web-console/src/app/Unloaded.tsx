import { useEffect } from 'react';
import { fetchHealth } from '../api/health';
import { asProblem } from '../api/problem';
import { Trouble } from '../ui/Trouble';

const AGAIN_MS = 1000;
const reload = () => location.reload();

/**
 * A view that could not be drawn. When its code did not come because the server is away, the page is loaded again as soon as the server
 * answers: a browser may remember for as long as the page lives that a piece of code was not there.
 */
export function Unloaded({ error }: { error: unknown }) {
  const { isPassing } = asProblem(error);
  useEffect(() => {
    if (!isPassing) {
      return undefined;
    }
    const gone = new AbortController();
    const timer = setInterval(async () => {
      const { status } = await fetchHealth(gone.signal);
      if (status !== 'UNKNOWN' && !gone.signal.aborted) {
        reload();
      }
    }, AGAIN_MS);
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  }, [isPassing]);
  return <Trouble of={error} onRetry={reload} />;
}
