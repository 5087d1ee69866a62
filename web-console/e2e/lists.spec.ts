import type { Page } from '@playwright/test';
import { activityPage, expect, machinePage, settled, test } from './page';
import { ask, ended, machineArn, own, start } from './server';

const names = (page: Page) => page.getByRole('grid', { name: 'Executions' }).getByRole('row').locator('td:first-child, th[scope=row]').allInnerTexts();

test('home counts what the executions page lists', async ({ page }) => {
  await page.goto('/');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'orders', exact: true }) });
  await row.getByRole('link', { name: '2 failed' }).first().click();
  await expect(page).toHaveURL(/stateMachineArn=.*stoppedAfter=.*status=FAILED/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('(2)');
  await expect.poll(() => names(page)).toEqual(['empty-1', 'heavy-1']);
});

test('state machines are found by a name that stands in the address', async ({ page }) => {
  await page.goto('/state-machines');
  await page.getByLabel('Find state machines by name').fill('ord');
  await expect(page).toHaveURL(/name=ord/);
  await expect(page.getByRole('grid', { name: 'State machines' }).getByRole('row')).toHaveCount(2);
  await page.reload();
  await expect(page.getByLabel('Find state machines by name')).toHaveValue('ord');
  await expect(page.getByRole('grid', { name: 'State machines' }).getByRole('row')).toHaveCount(2);
});

test('a status filters list and counts alike, and back and reload restore it', async ({ page }) => {
  await page.goto('/executions?stateMachineArn=' + encodeURIComponent(machineArn('orders')));
  await page.getByRole('button', { name: /^Failed/ }).click();
  await expect(page).toHaveURL(/status=FAILED/);
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('(2)');
  await expect.poll(() => names(page)).toEqual(['empty-1', 'heavy-1']);
  await page.reload();
  await expect.poll(() => names(page)).toEqual(['empty-1', 'heavy-1']);
  await page.goBack();
  await expect(page).not.toHaveURL(/status=/);
  await expect.poll(() => names(page)).toContain('order-1');
});

test('words in the filter field look into names', async ({ page }) => {
  await page.goto('/executions');
  await page.getByLabel('Filter executions').fill('hello-0');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/name=hello-0/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('(10)');
});

test('an error’s exact name finds what ended with it', async ({ page }) => {
  await page.goto('/executions?error=Refused');
  await expect.poll(() => names(page)).toEqual(['heavy-1']);
  await page.goto('/executions?error=refused');
  await expect(page.getByText('Nothing fits this filter')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page).toHaveURL(/\/executions$/);
});

test('list and count agree for generated filters', async () => {
  const statuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];
  // What other scenarios start meanwhile would make the two disagree: only what began before now is looked at.
  const before = new Date(Date.now() - 5000).toISOString();
  let seed = 7;
  const chance = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % below;
  };
  for (let at = 0; at < 60; at++) {
    const words = new URLSearchParams({ startedBefore: before, stateMachineArn: machineArn(['hello', 'orders', 'flaky', 'loop'][chance(4)] ?? 'hello') });
    statuses.filter(() => chance(2) === 0).forEach((status) => words.append('status', status));
    if (chance(2) === 0) {
      words.set('name', ['hello', '1', 'order', 'E'][chance(4)] ?? '');
    }
    let listed = 0;
    let token: string | undefined;
    do {
      const page = await ask<{ executions: unknown[]; nextToken?: string }>('GET', `executions?${words}&maxResults=17${token === undefined ? '' : `&nextToken=${encodeURIComponent(token)}`}`);
      listed += page.executions.length;
      token = page.nextToken;
    } while (token !== undefined);
    const { counts } = await ask<{ counts: { total: number } }>('GET', `executionCounts?${words}`);
    expect(counts.total, words.toString()).toBe(listed);
  }
});

test('more pages are shown on demand', async ({ page }) => {
  await page.goto('/executions?name=hello-');
  await expect.poll(async () => (await names(page)).length).toBe(50);
  await page.getByRole('button', { name: /Show more after 50/ }).click();
  await expect.poll(async () => (await names(page)).length).toBeGreaterThanOrEqual(60);
});

test('new executions are counted and shown when asked, without moving the list', async ({ page }) => {
  const fresh = own('fresh');
  await page.goto(`/executions?name=${fresh}`);
  await expect(page.getByText('Nothing fits this filter')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await start('hello', `${fresh}-1`);
  await start('hello', `${fresh}-2`);
  await expect(page.getByRole('button', { name: 'Show 2 new' })).toBeVisible();
  expect(await names(page)).not.toContain(`${fresh}-1`);
  await page.getByRole('button', { name: 'Show 2 new' }).click();
  await expect.poll(() => names(page)).toEqual([`${fresh}-2`, `${fresh}-1`]);
});

test('paused, nothing moves; going on, it does', async ({ page }) => {
  const held = own('held');
  await page.goto(`/executions?name=${held}`);
  await page.getByRole('button', { name: 'Pause live updates' }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await start('hello', `${held}-1`);
  await ended('hello', `${held}-1`);
  await expect(page.getByText('Nothing fits this filter')).toBeVisible();
  await page.getByRole('button', { name: 'Follow live' }).click();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await start('hello', `${held}-2`);
  await expect(page.getByRole('button', { name: /Show \d new/ })).toBeVisible();
});

test('a row changes where it stands when its execution ends', async ({ page }) => {
  const name = own('row');
  await start('sleep', name);
  await page.goto(`/executions?name=${name}`);
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Running');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await ask('POST', `executions/${encodeURIComponent(machineArn('sleep').replace('stateMachine', 'execution'))}%3A${name}/stop`, { error: 'Enough' });
  await expect(row).toContainText('Aborted');
  await expect(row).toContainText('Enough');
});

test('versions and aliases lead to what they stand for', async ({ page }) => {
  await page.goto(machinePage('orders'));
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page).toHaveURL(/tab=versions/);
  await page.getByRole('link', { name: '1', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('orders:1');
  await page.goto(`${machinePage('orders')}?tab=aliases`);
  await expect(page.getByText('version 1: 100 %')).toBeVisible();
});

test('an activity shows its open tasks and its last workers', async ({ page }) => {
  await page.goto(activityPage('pack'));
  await expect(page.getByRole('table', { name: 'Open tasks' })).toContainText('order-1');
  await expect(page.getByRole('table', { name: 'Open tasks' })).toContainText('Waits for a worker');
  await page.goto(activityPage('flaky'));
  await expect(page.getByRole('table', { name: 'Workers' })).toContainText('worker-two');
  await expect(page.getByText('Nothing waits for this activity')).toBeVisible();
});

test('an open task leads to its event', async ({ page }) => {
  await page.goto(activityPage('pack'));
  await page.getByRole('link', { name: 'order-1' }).click();
  await expect(page).toHaveURL(/view=events&event=\d+/);
  await expect(page.getByRole('heading', { name: /Event \d+: ActivityScheduled/ })).toBeVisible();
});
