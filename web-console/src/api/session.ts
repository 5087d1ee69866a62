import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, path } from './client';
import { asProblem } from './problem';
import type { Session } from './types';

const SESSION = ['session'];

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: SESSION,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return carry(await client.get<Session>(path('session'), {}, signal));
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.isSignedOut || problem.isForbidden) {
        return null;
      }
      throw thrown;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in; null when nobody is, undefined until it is known. */
export function useSession() {
  return useQuery(sessionQuery);
}

/** Exchanges an API key for a session. The key is kept nowhere. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (apiKey: string) => client.post<Session>(path('session'), { apiKey }),
    onSuccess: (session) => {
      forget(queries);
      queries.setQueryData(SESSION, carry(session));
    },
  });
}

/** Ends the session here and on the server, and forgets all that was seen under it. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.delete(path('session')),
    onSettled: () => {
      forget(queries);
      queries.setQueryData(SESSION, null);
    },
  });
}

/** What was seen under one session is not for the next. The session itself stays, for those who look at it. */
function forget(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
}

function carry(session: Session): Session {
  client.carry(session.csrfToken);
  return session;
}
