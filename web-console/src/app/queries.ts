import { QueryCache, QueryClient } from '@tanstack/react-query';
import { asProblem } from '../api/problem';

const LONGEST_WAIT_MS = 5000;

/** Answers are kept while they are of use; a server that is away is asked again by itself until it is back. */
function makeQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (thrown, query) => {
        if (asProblem(thrown).isSignedOut && query.queryKey[0] !== 'session') {
          queries.setQueryData(['session'], null);
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: false,
        networkMode: 'always',
        refetchInterval: (query) => (query.state.error !== null && asProblem(query.state.error).isPassing ? Math.min(LONGEST_WAIT_MS, 500 * 2 ** query.state.errorUpdateCount) : false),
      },
      mutations: { networkMode: 'always' },
    },
  });
  return queries;
}

/** All that the page has asked. */
export const queries = makeQueries();
