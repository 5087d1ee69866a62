import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, path } from './client';
import { asProblem } from './problem';
import type { Session } from './types';

const SESSION = ['session'];

/** Who is signed in; null when nobody is, undefined until it is known. */
export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: async ({ signal }) => {
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
}

/** Exchanges an API key for a session. The key is kept nowhere. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (apiKey: string) => client.post<Session>(path('session'), { apiKey }),
    onSuccess: (session) => {
      queries.clear();
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
      queries.clear();
      queries.setQueryData(SESSION, null);
    },
  });
}

function carry(session: Session): Session {
  client.carry(session.csrfToken);
  return session;
}
