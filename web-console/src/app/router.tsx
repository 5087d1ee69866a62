import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { noAnswer } from '../api/problem';
import { readWords, type Words, writeWords } from '../model/search';
import { lookAhead } from './ahead';
import { Frame } from './Frame';
import { Nowhere } from './Nowhere';
import { Unloaded } from './Unloaded';

const root = createRootRoute({ component: Frame, notFoundComponent: Nowhere, validateSearch: (words: Record<string, unknown>) => words as Words });

/** The code of the views, which a browser asks for one by one. */
const codes: (() => Promise<unknown>)[] = [];

const route = <P extends string>(path: P, load: () => Promise<Record<string, never>>, name: string, ahead: (arn: string) => Promise<void> = async () => undefined) => {
  // Code that does not come means a server that is away, and is told as such: the router would reload the page into the void.
  const code = () =>
    load().catch(() => {
      throw noAnswer();
    });
  codes.push(code);
  return createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(code, name as never),
    // Not awaited: the view says itself that it is loading. A view that is only looked forward to is fetched without its data.
    loader: ({ params, preload }) => {
      if (!preload) {
        void ahead((params as Record<string, string | undefined>).arn ?? '');
      }
    },
  });
};

/** The views of the console; each is loaded when it is first seen. */
const routes = root.addChildren([
  route('/', () => import('./views/HomeView') as never, 'HomeView'),
  route('/state-machines', () => import('./views/MachinesView') as never, 'MachinesView'),
  route('/state-machines/$arn', () => import('./views/MachineView') as never, 'MachineView'),
  route('/executions', () => import('./views/ExecutionsView') as never, 'ExecutionsView'),
  route('/executions/$arn', () => import('./views/ExecutionView') as never, 'ExecutionView', lookAhead),
  route('/activities', () => import('./views/ActivitiesView') as never, 'ActivitiesView'),
  route('/activities/$arn', () => import('./views/ActivityView') as never, 'ActivityView'),
  route('/swf', () => import('./views/SwfDomainsView') as never, 'SwfDomainsView'),
  route('/swf/$domain', () => import('./views/SwfDomainView') as never, 'SwfDomainView'),
  route('/swf/$domain/workflow-types/$name/$version', () => import('./views/SwfTypeView') as never, 'SwfWorkflowTypeView'),
  route('/swf/$domain/activity-types/$name/$version', () => import('./views/SwfTypeView') as never, 'SwfActivityTypeView'),
  route('/swf/$domain/executions/$workflowId/$runId', () => import('./views/SwfExecutionView') as never, 'SwfExecutionView'),
  route('/schedule', () => import('./views/SchedulesView') as never, 'SchedulesView'),
  route('/schedule/$name', () => import('./views/ScheduleView') as never, 'ScheduleView'),
  route('/webhooks', () => import('./views/WebhooksView') as never, 'WebhooksView'),
  route('/webhooks/$id', () => import('./views/WebhookView') as never, 'WebhookView'),
  route('/quotas', () => import('./views/QuotasView') as never, 'QuotasView'),
  route('/compare', () => import('./views/CompareView') as never, 'CompareView'),
]);

/** The router: addresses carry plain words, not JSON. */
export const router = createRouter({
  routeTree: routes,
  parseSearch: (text) => readWords(text.replace(/^\?/, '')) as Record<string, unknown>,
  stringifySearch: (words) => writeWords(words as Words),
  defaultPreload: 'intent',
  defaultErrorComponent: Unloaded,
  scrollRestoration: true,
});

/** Fetches the code of all views, so that they are there when the server is not. */
export function fetchViews(): void {
  for (const code of codes) {
    // What does not come now is asked for again when it is wanted.
    code().catch(() => undefined);
  }
}
