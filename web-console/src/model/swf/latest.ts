import type { SwfExecutionListItem } from '../../api/types';

/** How a list that was read some time ago differs from what there is now. */
export interface Since {
  /** How many have come. */
  readonly fresh: number;
  /** The run ids of those that would not be listed any more. */
  readonly gone: ReadonlySet<string>;
}

const NOTHING: Since = { fresh: 0, gone: new Set() };
const began = ({ startTimestamp, closeTimestamp }: SwfExecutionListItem, time: 'start' | 'close') => Date.parse((time === 'close' ? closeTimestamp : undefined) ?? startTimestamp);

/**
 * Compares the rows that are shown with the first page of now. Of rows that are older than that page nothing is known: they are neither
 * fresh nor gone.
 *
 * @param time which time the list is ordered by
 * @param isAll whether the page holds all there is
 */
export function since(shown: readonly SwfExecutionListItem[], latest: readonly SwfExecutionListItem[] | undefined, time: 'start' | 'close', isAll: boolean): Since {
  if (latest === undefined) {
    return NOTHING;
  }
  const here = new Set(shown.map(({ execution }) => execution.runId));
  const now = new Set(latest.map(({ execution }) => execution.runId));
  const oldest = isAll ? Number.NEGATIVE_INFINITY : Math.min(...latest.map((row) => began(row, time)));
  const newest = shown.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...shown.map((row) => began(row, time)));
  return {
    fresh: latest.filter((row) => !here.has(row.execution.runId) && began(row, time) >= newest).length,
    gone: new Set(shown.filter((row) => !now.has(row.execution.runId) && began(row, time) > oldest).map(({ execution }) => execution.runId)),
  };
}
