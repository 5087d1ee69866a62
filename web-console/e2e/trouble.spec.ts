import { executionPage, expect, machinePage, settled, test } from './page';

const problem = (status: number, error: string) => ({
  status,
  contentType: 'application/problem+json',
  json: { type: 'about:blank', title: error, status, detail: 'Said by the server.', error, requestId: 'request-9' },
});

test('what is not there is said to be gone', async ({ page }) => {
  await page.goto(executionPage('orders', 'never-was'));
  await expect(page.getByText('This is not here any more')).toBeVisible();
  await page.goto(machinePage('never-was'));
  await expect(page.getByText('This is not here any more')).toBeVisible();
});

test('what may not be seen is said to be so', async ({ page }) => {
  await page.route(/\/v1\/stateMachines/, (route) => route.fulfill(problem(403, 'AccessDeniedException')));
  await page.goto('/state-machines');
  await expect(page.getByText('You may not see this')).toBeVisible();
  await expect(page.getByText('request-9')).toBeVisible();
});

test('an error names its request and can be tried again', async ({ page }) => {
  await page.route(/\/v1\/activities/, (route) => route.fulfill(problem(500, 'InternalFailure')));
  await page.goto('/activities');
  await expect(page.getByText('request-9')).toBeVisible();
  await page.unroute(/\/v1\/activities/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('link', { name: 'pack' })).toBeVisible();
});

test('a server that is away comes back without a reload', async ({ page }) => {
  await page.goto('/activities');
  await settled(page);
  await page.route(/\/v1\//, (route) => route.abort());
  await page.getByRole('link', { name: 'State machines' }).first().click();
  await expect(page.getByText('The server is away')).toBeVisible();
  await page.unroute(/\/v1\//);
  await expect(page.getByRole('link', { name: 'orders', exact: true })).toBeVisible();
});

test('views that were never seen are there while the server is not', async ({ page }) => {
  await page.goto('/activities');
  await page.waitForLoadState('networkidle');
  await page.route(/./, (route) => route.abort());
  await page.getByRole('link', { name: 'State machines' }).first().click();
  await expect(page.getByRole('heading', { name: 'State machines' })).toBeVisible();
  await expect(page.getByText('The server is away')).toBeVisible();
  await page.unroute(/./);
  await expect(page.getByRole('link', { name: 'orders', exact: true })).toBeVisible();
});

test('a view whose code does not come says so, and comes when the server is back', async ({ page }) => {
  await page.route(/MachinesView/, (route) => route.abort());
  await page.goto('/activities');
  await settled(page);
  await page.route(/\/(v1|health)/, (route) => route.abort());
  await page.getByRole('link', { name: 'State machines' }).first().click();
  await expect(page.getByText('The server is away')).toBeVisible();
  await page.unroute(/MachinesView/);
  await page.unroute(/\/(v1|health)/);
  await expect(page.getByRole('link', { name: 'orders', exact: true })).toBeVisible();
});

test('a session that has ended leads to the way in', async ({ page }) => {
  await page.goto('/');
  await page.route(/\/v1\/stateMachines/, (route) => route.fulfill(problem(401, 'UnrecognizedClientException')));
  await page.getByRole('link', { name: 'State machines' }).first().click();
  await expect(page.getByLabel('API key')).toBeVisible();
});

test('an address that names no view says so', async ({ page }) => {
  await page.goto('/state-machines');
  await page.evaluate(() => history.pushState(null, '', '/nowhere'));
  await page.reload();
  await expect(page.locator('body')).not.toBeEmpty();
});
