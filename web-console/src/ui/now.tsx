import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const Context = createContext(Date.now());
const EVERY_MS = 1000;

/** The present moment, to the second. */
export const useNow = () => useContext(Context);

/** Lets time go by for everything inside it, while the page is in sight. */
export function Clock({ children }: { children: ReactNode }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return <Context value={now}>{children}</Context>;
}
