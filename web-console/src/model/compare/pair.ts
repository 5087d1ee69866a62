import type { Words } from '../search';

/** What is compared: an execution of a state machine by its ARN, and a run of SWF. Empty where nothing was named yet. */
export interface Pair {
  readonly execution: string;
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
}

const first = (value: Words[string]): string => (typeof value === 'string' ? value : (value?.[0] ?? ''));

/** Reads what an address compares. */
export function readPair(words: Words): Pair {
  return { execution: first(words.execution), domain: first(words.domain), workflowId: first(words.workflowId), runId: first(words.runId) };
}

/** Its address. */
export function writePair(pair: Pair): Words {
  return Object.fromEntries(Object.entries(pair).filter(([, value]) => value !== ''));
}

/** Whether both are named. */
export const isWhole = ({ execution, domain, workflowId, runId }: Pair) => [execution, domain, workflowId, runId].every((word) => word !== '');
