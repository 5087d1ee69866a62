import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, settled, test, violations } from './page';
import { SCHEDULED, scheduledMachine } from './schedules';
import { ask, ended, machineArn, own, ROLE, start } from './server';

const dialog = (page: Page) => page.getByRole('dialog');

test.beforeAll(scheduledMachine);

async function create(page: Page, name: string): Promise<void> {
  await page.goto('/schedule');
  await page.getByRole('button', { name: 'Create schedule' }).click();
  await dialog(page).getByLabel('Name').fill('a/b');
  await expect(dialog(page).getByText('letters, digits')).toBeVisible();
  await dialog(page).getByLabel('Name').fill(name);
  await dialog(page).getByLabel('Expression').fill('cron(0 2 * * *)');
  await expect(dialog(page).getByText(/^Invalid Schedule Expression/)).toBeVisible();
  await dialog(page).getByLabel('Expression').fill('cron(0 2 * * ? *)');
  await expect(dialog(page).getByRole('list', { name: 'Next times' }).getByRole('listitem')).toHaveCount(5);
  await expect(dialog(page).getByRole('list', { name: 'Next times' }).getByRole('listitem').first()).toContainText('T02:00:00Z');
  await expect(dialog(page).getByRole('button', { name: 'Create schedule' })).toBeDisabled();
  await dialog(page).getByText('Choose a state machine').click();
  await page.getByRole('option', { name: SCHEDULED }).first().click();
  await dialog(page).getByLabel('Description').fill('By hand');
  expect(await violations(page)).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Create schedule' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

test('a schedule is made with a look at its next times, switched, made up for and deleted', async ({ page }) => {
  const name = own('nightly');
  await create(page, name);
  await expect(page.getByText('By hand')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Next times' }).getByRole('listitem')).toHaveCount(5);
  await expect(page.getByText('It was not due yet')).toBeVisible();

  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Disable it' }).click();
  await expect(page.getByText('Disabled', { exact: true })).toBeVisible();
  await expect(page.getByText('It is not due any more, or disabled.')).toBeVisible();
  await page.getByRole('button', { name: 'Enable', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Enable it' }).click();
  await expect(page.getByText('Enabled', { exact: true })).toBeVisible();
  await expect(page.getByText('By hand')).toBeVisible(); // nothing else has changed

  await page.getByRole('button', { name: 'Change overlap' }).click();
  await dialog(page).getByRole('radio', { name: 'Start none' }).click();
  await dialog(page).getByRole('button', { name: 'Change it' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByText('Start none')).toBeVisible();

  await page.getByRole('button', { name: 'Backfill', exact: true }).click();
  await dialog(page).getByLabel('From').fill('yesterday');
  await expect(dialog(page).getByRole('button', { name: 'Backfill' })).toBeDisabled();
  await dialog(page).getByLabel('From').fill(new Date(Date.now() - 86_400_000).toISOString());
  await dialog(page).getByRole('button', { name: 'Backfill' }).click();
  const fires = page.getByRole('table', { name: 'Last fires' });
  await expect(fires.getByText('Started', { exact: true })).toBeVisible(); // a day has one time that is two o’clock
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await fires.getByRole('link').click();
  await expect(page).toHaveURL(/\/executions\//);

  await page.goto(`/schedule/${name}`);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Delete it' }).click();
  await expect(page).toHaveURL(/\/schedule$/);
  await settled(page);
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
});

test('the list of schedules tells when each is due', async ({ page }) => {
  const name = own('listed');
  await ask('POST', `schedules/${name}`, {
    ScheduleExpression: 'rate(30 days)',
    ScheduleExpressionTimezone: 'Asia/Tokyo',
    StartDate: '2999-01-01T00:00:00Z',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: machineArn(SCHEDULED), RoleArn: ROLE },
  });
  await page.goto('/');
  await page.getByRole('link', { name: 'Schedules', exact: true }).click();
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  await expect(row).toContainText('rate(30 days)');
  await expect(row).toContainText('Asia/Tokyo');
  await expect(row.locator('time')).toHaveAttribute('datetime', '2999-01-01T00:00:00.000Z');
  await ask('DELETE', `schedules/${name}`);
});

test('a webhook is made, its secret told once, told of an execution, and deleted', async ({ page }) => {
  const heard: string[] = [];
  const listener = createServer((request, response) => {
    heard.push(String(request.headers['webhook-id']));
    request.resume().on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/${own('told')}`;
  await page.goto('/webhooks');
  await page.getByRole('button', { name: 'Create webhook' }).click();
  await dialog(page).getByLabel('URL').fill('ftp://nobody');
  await expect(dialog(page).getByText('A URL of http or https')).toBeVisible();
  await dialog(page).getByLabel('URL').fill(url);
  await dialog(page).getByRole('button', { name: 'Of executions of' }).click();
  await page.getByRole('option', { name: SCHEDULED }).first().click();
  expect(await violations(page)).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Create webhook' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: url })).toBeVisible();
  await expect(page.getByText(/^whsec_/)).toHaveCount(0);
  await page.getByRole('link', { name: url }).click();
  await expect(page.getByText('Nothing was told yet')).toBeVisible();
  // In force after about a second: executions are started until one is told of.
  await expect
    .poll(async () => {
      const name = own('told');
      await start(SCHEDULED, name);
      await ended(SCHEDULED, name);
      return heard.length;
    })
    .toBeGreaterThan(0);
  await expect(page.getByRole('table', { name: 'Messages' }).getByText('Taken').first()).toBeVisible();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Delete it' }).click();
  await expect(page).toHaveURL(/\/webhooks$/);
  await settled(page);
  await expect(page.getByRole('link', { name: url })).toHaveCount(0);
  listener.close();
});

test('quotas are found by name, and by what is spent', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Quotas', exact: true }).click();
  const table = page.getByRole('grid', { name: 'Quotas' });
  await expect(table.getByRole('row', { name: /^OpenExecutions/ })).toContainText('every account');
  await page.getByLabel('Find quotas by name').fill('startexec');
  await expect(page).toHaveURL(/name=startexec/);
  await expect(table.getByRole('row', { name: /^StartExecution / })).toBeVisible();
  await expect(table.getByRole('row', { name: /^OpenExecutions/ })).toHaveCount(0);
  await page.getByLabel('Find quotas by name').fill('OpenExecutions');
  await page.getByRole('button', { name: 'In use' }).click();
  await expect(page).toHaveURL(/show=spent/);
  await expect(table.getByRole('row', { name: /^OpenExecutions/ })).toBeVisible(); // some are always asleep here
  await page.reload();
  await expect(table.getByRole('row', { name: /^OpenExecutions/ })).toBeVisible();
  await settled(page);
  expect(await violations(page)).toEqual([]);
});
