import { useEffect, useState } from 'react';
import type { Health } from '../model/health';
import { fetchHealth } from './health';

const EVERY_MS = 10_000;

/** The server's health, asked again every ten seconds while the page is in sight; undefined until the first answer. */
export function useHealth(): Health | undefined {
  const [health, setHealth] = useState<Health>();
  useEffect(() => {
    const gone = new AbortController();
    const ask = async () => {
      if (document.visibilityState === 'visible') {
        const answer = await fetchHealth(gone.signal);
        if (!gone.signal.aborted) {
          setHealth(answer);
        }
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  }, []);
  return health;
}
