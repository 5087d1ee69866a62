import { useState } from 'react';

/** What was there when the reader paused; what there is when not. */
export function usePaused<T>(value: T, isPaused: boolean): T {
  const [kept, setKept] = useState<T>();
  if (isPaused && kept === undefined) {
    setKept(value);
  }
  if (!isPaused && kept !== undefined) {
    setKept(undefined);
  }
  return isPaused ? (kept ?? value) : value;
}
