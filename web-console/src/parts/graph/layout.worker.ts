import { readDefinition } from '../../model/definition';
import { layOutBlock } from '../../model/layout';

/** What the worker is asked, and what it answers under the same number. */
export interface LayoutQuestion {
  readonly number: number;
  readonly definition: string;
  readonly folded: readonly string[];
}

self.onmessage = ({ data }: MessageEvent<LayoutQuestion>) => {
  const began = performance.now();
  const block = readDefinition(data.definition);
  const picture = block === undefined ? null : layOutBlock(block, new Set(data.folded));
  self.postMessage({ number: data.number, picture, took: performance.now() - began });
};
