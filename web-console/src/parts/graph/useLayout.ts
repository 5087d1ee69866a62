import { useEffect, useRef, useState } from 'react';
import type { Picture } from '../../model/layout';

/** The picture of a definition, laid out beside the page so that it never stands still; undefined until it is there, null for none. */
export function useLayout(definition: string, folded: readonly string[]): Picture | null | undefined {
  const worker = useRef<Worker>(null);
  const number = useRef(0);
  const [picture, setPicture] = useState<Picture | null>();
  const key = folded.join('\u0000');
  useEffect(() => {
    const made = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    made.onmessage = ({ data }: MessageEvent<{ number: number; picture: Picture | null; took: number }>) => {
      // For whoever measures: how long the worker took, seen in the page's own timeline.
      performance.measure('layout', { end: performance.now(), duration: data.took });
      if (data.number === number.current) {
        setPicture(data.picture);
      }
    };
    return () => made.terminate();
  }, []);
  useEffect(() => {
    number.current++;
    worker.current?.postMessage({ number: number.current, definition, folded: key === '' ? [] : key.split('\u0000') });
  }, [definition, key]);
  return picture;
}
