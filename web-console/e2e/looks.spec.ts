import type { Page } from '@playwright/test';
import { activityPage, executionPage, expect, machinePage, picture, settled, test, violations } from './page';
import { seenSchedule, seenWebhook } from './schedules';
import { executionArn } from './server';
import { closedRun, DOMAIN, domainPage, openRun, runPage, typePage } from './swf';

const openOrder = (words: string) => async () => runPage(DOMAIN, 'order-1', (await openRun(DOMAIN, 'order-1')) ?? '') + words;
const failedOrder = (words: string) => async () => runPage(DOMAIN, 'failed-1', await closedRun(DOMAIN, 'failed-1')) + words;

/** Every route, and the faces of those that have several. */
const VIEWS: Readonly<Record<string, string | (() => Promise<string>)>> = {
  home: '/',
  machines: '/state-machines',
  'machine-executions': machinePage('orders'),
  'machine-definition': `${machinePage('orders')}?tab=definition&state=Each+item`,
  'machine-versions': `${machinePage('orders')}?tab=versions`,
  'machine-aliases': `${machinePage('orders')}?tab=aliases`,
  executions: '/executions',
  'executions-filtered': '/executions?status=FAILED&status=ABORTED&name=a&startedAfter=2026-01-01T00:00:00.000Z',
  'execution-graph': `${executionPage('orders', 'heavy-1')}?state=Too+heavy`,
  'execution-running': `${executionPage('orders', 'order-1')}?state=Each+item`,
  'execution-timeline': `${executionPage('orders', 'order-1')}?view=timeline&state=Prepare`,
  'execution-events': `${executionPage('flaky', 'tried')}?view=events&event=5`,
  'execution-data': `${executionPage('hello', 'hostile')}?view=data`,
  'execution-definition': `${executionPage('orders', 'heavy-1')}?view=definition&state=Pack`,
  'execution-attempts': `${executionPage('flaky', 'tried')}?state=Try&attempt=0`,
  activities: '/activities',
  activity: activityPage('pack'),
  'swf-domains': '/swf',
  'swf-domains-deprecated': '/swf?registration=deprecated',
  'swf-domain': domainPage(DOMAIN),
  'swf-domain-closed': `${domainPage(DOMAIN)}?state=closed&time=close&within=7d&type=order&version=1`,
  'swf-domain-between': `${domainPage(DOMAIN)}?state=closed&after=2026-01-01&before=2030-01-01&status=FAILED`,
  'swf-domain-workflow-types': `${domainPage(DOMAIN)}?tab=workflowTypes`,
  'swf-domain-activity-types': `${domainPage(DOMAIN)}?tab=activityTypes&registration=deprecated`,
  'swf-domain-task-lists': `${domainPage(DOMAIN)}?tab=taskLists&list=elsewhere`,
  'swf-workflow-type': typePage(DOMAIN, 'workflow', 'order', '1'),
  'swf-activity-type': typePage(DOMAIN, 'activity', 'pack', '1'),
  'swf-run': openOrder(''),
  'swf-run-work': openOrder('?chosen=5'),
  'swf-run-events': openOrder('?view=events&event=12'),
  'swf-run-activities': openOrder('?view=activities&chosen=5'),
  'swf-run-timers': openOrder('?view=timers'),
  'swf-run-children': openOrder('?view=children'),
  'swf-run-signals': openOrder('?view=signals'),
  'swf-run-data': openOrder('?view=data'),
  'swf-run-failed': failedOrder(''),
  schedules: '/schedule',
  schedule: seenSchedule,
  webhooks: '/webhooks',
  webhook: seenWebhook,
  quotas: '/quotas',
  compare: '/compare',
  'compare-different': async () =>
    `/compare?execution=${encodeURIComponent(executionArn('flaky', 'tried'))}&domain=${DOMAIN}&workflowId=failed-1&runId=${await closedRun(DOMAIN, 'failed-1')}`,
  nowhere: '/nowhere/at/all',
};

/** Opens one of them. */
async function look(page: Page, name: string): Promise<void> {
  const address = VIEWS[name] ?? '/';
  await page.goto(typeof address === 'string' ? address : await address());
}

/** The lists when there is nothing in them. */
const EMPTY: Readonly<Record<string, unknown>> = {
  stateMachines: { stateMachines: [] },
  executions: { executions: [] },
  executionCounts: { counts: { running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, total: 0 } },
  activities: { activities: [] },
  schedules: { Schedules: [] },
  webhooks: { webhooks: [] },
  'swf/domains': { domainInfos: [] },
  'swf/domains/shop/openExecutions': { executionInfos: [] },
  'swf/domains/shop/openExecutions/count': { count: 0 },
  'swf/domains/shop/workflowTypes': { typeInfos: [] },
  'swf/domains/shop/activityTypes': { typeInfos: [] },
  overview: {
    asOf: '2026-01-01T00:00:00Z',
    lastHour: { running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, total: 0 },
    lastDay: { running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, total: 0 },
    machines: [],
  },
};
const LISTS = ['home', 'machines', 'executions', 'activities', 'executions-filtered', 'schedules', 'webhooks', 'swf-domains', 'swf-domain', 'swf-domain-workflow-types', 'swf-domain-task-lists'];

async function nothing(page: Page): Promise<void> {
  for (const [path, body] of Object.entries(EMPTY)) {
    await page.route(new RegExp(`/v1/${path}(\\?|$)`), (route) => route.fulfill({ json: body }));
  }
}

async function broken(page: Page): Promise<void> {
  await page.route(/\/v1\/(?!session)/, (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      json: { type: 'about:blank', title: 'InternalFailure', status: 500, detail: 'Something broke.', error: 'InternalFailure', requestId: 'request-7' },
    }),
  );
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });

    for (const name of Object.keys(VIEWS)) {
      test(`${name} is for everyone`, async ({ page }) => {
        await look(page, name);
        await settled(page);
        await expect(page.getByRole('main')).toBeVisible();
        await page.waitForTimeout(300); // what fades in has faded in, or its colours are not yet its own
        await picture(page, `${name}-${theme}`);
        expect(await violations(page)).toEqual([]);
      });
    }

    for (const name of LISTS) {
      test(`${name} with nothing in it is for everyone`, async ({ page }) => {
        await nothing(page);
        await look(page, name);
        await settled(page);
        await page.waitForTimeout(300);
        await picture(page, `${name}-empty-${theme}`);
        expect(await violations(page)).toEqual([]);
      });
    }

    for (const name of ['home', 'machines', 'machine-executions', 'executions', 'execution-graph', 'activities', 'activity', 'schedules', 'schedule', 'webhooks', 'webhook', 'quotas', 'swf-domains', 'swf-domain', 'swf-workflow-type', 'swf-run']) {
      test(`${name} in trouble is for everyone`, async ({ page }) => {
        await broken(page);
        await look(page, name);
        await expect(page.getByText('request-7').first()).toBeVisible();
        await page.waitForTimeout(300);
        await picture(page, `${name}-error-${theme}`);
        expect(await violations(page)).toEqual([]);
      });
    }
  });
}

test.describe('signed out', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  for (const look of ['light', 'dark'] as const) {
    test(`the way in is for everyone, in ${look}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: look });
      await page.goto('/');
      await expect(page.getByLabel('API key')).toBeVisible();
      await picture(page, `sign-in-${look}`);
      expect(await violations(page)).toEqual([]);
    });
  }
});

test('dialogs are for everyone', async ({ page }) => {
  await page.goto(machinePage('orders'));
  await page.getByRole('button', { name: 'Start execution' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await settled(page);
  await page.waitForTimeout(300);
  await picture(page, 'start-dialog');
  expect(await violations(page)).toEqual([]);
  await page.goto(executionPage('sleep', 'asleep'));
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.waitForTimeout(300);
  await picture(page, 'stop-dialog');
  expect(await violations(page)).toEqual([]);
  await page.goto(executionPage('orders', 'heavy-1'));
  await page.getByRole('button', { name: 'Redrive', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
  await page.waitForTimeout(300);
  await picture(page, 'redrive-dialog');
  expect(await violations(page)).toEqual([]);
});

test('dialogs of SWF are for everyone', async ({ page }) => {
  const dialogs: readonly (readonly [string, string, string])[] = [
    ['swf-domains', 'Register domain', 'swf-register-domain'],
    ['swf-domain', 'Start execution', 'swf-start'],
    ['swf-domain-workflow-types', 'Register type', 'swf-register-type'],
    ['swf-run', 'Signal', 'swf-signal'],
    ['swf-run', 'Terminate', 'swf-terminate'],
    ['swf-run-failed', 'Run again', 'swf-run-again'],
  ];
  for (const [view, button, name] of dialogs) {
    await look(page, view);
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await settled(page);
    await page.waitForTimeout(300);
    await picture(page, name);
    expect(await violations(page)).toEqual([]);
  }
});

test('views of SWF, schedules, webhooks and quotas fit a narrow window', async ({ page }) => {
  await page.setViewportSize({ width: 480, height: 900 });
  for (const name of Object.keys(VIEWS).filter((view) => /^(swf-|schedule|webhook|quotas)/.test(view))) {
    await look(page, name);
    await settled(page);
    await picture(page, `${name}-narrow`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), name).toBeLessThanOrEqual(0);
  }
});

test('the reader’s look and times outlive a reload', async ({ page }) => {
  await page.goto('/executions');
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('menuitem', { name: 'Dark', exact: true }).click();
  await expect(page.locator('html')).toHaveClass(/is-dark/);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('menuitem', { name: 'Date and time' }).click();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('menuitem', { name: 'UTC' }).click();
  await expect(page.locator('time').first()).toHaveText(/^\d{4}-\d\d-\d\d .* UTC$/);
  await page.reload();
  await expect(page.locator('html')).toHaveClass(/is-dark/);
  await expect(page.locator('time').first()).toHaveText(/ UTC$/);
});
