import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { countsQuery, searchFeed, searchQuery } from './executions';
import { type FeedState, listen } from './live';
import type { ExecutionFilter, ExecutionListItem, Page } from './types';

/** How a list of executions is kept up to date. */
export interface LiveSearch {
  readonly feed: FeedState | 'off';
  /** How many there are that the list does not show yet. */
  readonly fresh: number;
  /** Shows them. */
  readonly refresh: () => void;
}

type Pages = InfiniteData<Page & { executions: readonly ExecutionListItem[] }>;

/** Counts change at most this often, however much happens. */
const COUNTED_EVERY_MS = 1000;

/**
 * Follows what a filter finds. Rows on the page change where they stand; new ones are counted and not pushed in, so that nothing jumps
 * under the reader's eyes.
 */
export function useLiveSearch(filter: ExecutionFilter, isPaused: boolean): LiveSearch {
  const queries = useQueryClient();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [feed, setFeed] = useState<FeedState | 'off'>('off');
  const key = JSON.stringify(filter);
  useEffect(() => {
    setFresh(new Set());
    const same = JSON.parse(key) as ExecutionFilter;
    if (isPaused || same.text !== undefined || same.attribute !== undefined) {
      setFeed('off'); // what is found by words and attributes comes behind the changes, which cannot tell of it
      return undefined;
    }
    const listKey = searchQuery(same).queryKey;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const recount = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: countsQuery(same).queryKey });
      }, COUNTED_EVERY_MS);
    };
    const take = (told: ExecutionListItem) => {
      const pages = queries.getQueryData<Pages>(listKey);
      const isHere = pages?.pages.some(({ executions }) => executions.some(({ executionArn }) => executionArn === told.executionArn)) ?? false;
      if (isHere) {
        queries.setQueryData<Pages>(listKey, (before) => (before === undefined ? before : withRow(before, told)));
      } else if (fits(told, same)) {
        setFresh((before) => new Set([...before, told.executionArn]));
      }
      recount();
    };
    const leave = listen(searchFeed(same), ['execution', 'missed'], {
      told: (name, data) => (name === 'execution' ? take(data as ExecutionListItem) : void queries.invalidateQueries({ queryKey: listKey })),
      state: setFeed,
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [key, isPaused, queries]);
  const refresh = () => {
    setFresh(new Set());
    const same = JSON.parse(key) as ExecutionFilter;
    void queries.resetQueries({ queryKey: searchQuery(same).queryKey });
    void queries.invalidateQueries({ queryKey: countsQuery(same).queryKey });
  };
  return { feed, fresh: fresh.size, refresh };
}

function withRow(pages: Pages, row: ExecutionListItem): Pages {
  const executions = (list: readonly ExecutionListItem[]) => list.map((one) => (one.executionArn === row.executionArn ? row : one));
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, executions: executions(page.executions) })) };
}

/** Whether a change is of something that the list would show: the feed also tells of what has just stopped fitting. */
function fits(row: ExecutionListItem, filter: ExecutionFilter): boolean {
  return filter.status === undefined || filter.status.includes(row.status);
}
