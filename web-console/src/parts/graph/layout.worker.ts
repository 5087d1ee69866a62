import { readDefinition } from '../../model/definition';
import { layOutBlock } from '../../model/layout';

/** What the worker is asked, and what it answers under the same number. */
export interface LayoutQuestion {
  readonly number: number;
  readonly definition: string;
  readonly folded: readonly string[];
}

self.onmessage = ({ data }: MessageEvent<LayoutQuestion>) => {
  const block = readDefinition(data.definition);
  self.postMessage({ number: data.number, picture: block === undefined ? null : layOutBlock(block, new Set(data.folded)) });
};
