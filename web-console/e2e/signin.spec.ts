import { expect, test } from './page';
import { KEY } from './server';

test.use({ storageState: { cookies: [], origins: [] } });

test('a wrong key opens nothing and says so with the request’s id', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('API key').fill('sw_live_wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(/opens nothing here.*request/)).toBeVisible();
});

test('a key opens the view that was asked for, and is kept nowhere in the browser', async ({ page, context }) => {
  await page.goto('/executions?status=FAILED');
  await page.getByLabel('API key').fill(KEY);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Executions/, level: 1 })).toBeVisible();
  expect(new URL(page.url()).search).toBe('?status=FAILED');
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  expect(kept).not.toContain(KEY);
  const cookies = await context.cookies();
  expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([[true, 'Strict']]);
  expect(cookies.map(({ value }) => value).join()).not.toContain(KEY);
});

test('signing out ends the session on the server too', async ({ page, context, playwright, baseURL }) => {
  await page.goto('/');
  await page.getByLabel('API key').fill(KEY);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await page.getByRole('button', { name: /^demo/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByLabel('API key')).toBeVisible();
  const stolen = await playwright.request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders: { Cookie: cookies } });
  await expect.poll(async () => (await stolen.get('/v1/session')).status(), { timeout: 30_000 }).toBeGreaterThanOrEqual(400);
  await page.reload();
  await expect(page.getByLabel('API key')).toBeVisible();
});

test('a change with the cookie alone is refused', async ({ page, baseURL }) => {
  await page.goto('/');
  await page.getByLabel('API key').fill(KEY);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  const answers = await page.evaluate(async () => {
    const plain = await fetch('/v1/activities', { method: 'POST', body: '{"name":"forged"}', headers: { 'Content-Type': 'application/json' } });
    const wrong = await fetch('/v1/activities', { method: 'POST', body: '{"name":"forged"}', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': 'wrong' } });
    return [plain.status, wrong.status];
  });
  expect(answers.every((status) => status === 403)).toBe(true);
  expect(baseURL).toBeDefined();
});
