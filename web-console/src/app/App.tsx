import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { asProblem } from '../api/problem';
import { useSession } from '../api/session';
import { SignInPage } from '../pages/signin/SignInPage';
import { Clock } from '../ui/now';
import { PreferencesProvider } from '../ui/preferences';
import { Loading, Trouble } from '../ui/Trouble';
import { router } from './router';

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

const queries = makeQueries();

/** The console: who is not signed in sees the way in, everyone else the view of the address. */
export function App() {
  return (
    <PreferencesProvider>
      <I18nProvider locale="en" messages={[messages]}>
        <QueryClientProvider client={queries}>
          <Clock>
            <Gate />
          </Clock>
        </QueryClientProvider>
      </I18nProvider>
    </PreferencesProvider>
  );
}

function Gate() {
  const session = useSession();
  if (session.data === null) {
    return <SignInPage />;
  }
  if (session.data === undefined) {
    return <main>{session.error === null ? <Loading what="the console" /> : <Trouble of={session.error} onRetry={() => void session.refetch()} />}</main>;
  }
  return <RouterProvider router={router} />;
}
