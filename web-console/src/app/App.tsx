import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQuery, useSession } from '../api/session';
import { SignInPage } from '../pages/signin/SignInPage';
import { Clock } from '../ui/now';
import { PreferencesProvider } from '../ui/preferences';
import { Loading, Trouble } from '../ui/Trouble';
import { queries } from './queries';
import { fetchViews, router } from './router';

/** Asks who is signed in and fetches the view of the address, both at once and before anything is drawn. */
export function begin(): void {
  void queries.prefetchQuery(sessionQuery);
  void router.load();
}

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
  const isSignedIn = session.data !== null && session.data !== undefined;
  useEffect(() => (isSignedIn ? whenIdle(fetchViews) : undefined), [isSignedIn]);
  if (session.data === null) {
    return <SignInPage />;
  }
  if (session.data === undefined) {
    return <main>{session.error === null ? <Loading what="the console" /> : <Trouble of={session.error} onRetry={() => void session.refetch()} />}</main>;
  }
  return <RouterProvider router={router} />;
}

const PATIENCE_MS = 3000;

/** Does something once nothing else is to be done, and tells how to call it off. */
function whenIdle(task: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(task, PATIENCE_MS);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(task);
  return () => cancelIdleCallback(id);
}
