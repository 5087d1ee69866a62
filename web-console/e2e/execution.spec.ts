import type { Page } from '@playwright/test';
import { steps, worked } from './machines';
import { executionPage, expect, machinePage, settled, test } from './page';
import { ask, createMachine, ended, executionArn, fail, own, start, statusOf, succeed, takeTask } from './server';

const box = (page: Page, name: string) => page.locator('.state-face').filter({ has: page.locator(`.state-name[title="${name}"]`) });
const panel = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 });

/** A machine, and an activity of the same name, whose tasks no other scenario takes, as scenarios are played beside each other and again. */
async function ofItsOwn(kind: string, definition: (activity: string) => unknown = worked): Promise<string> {
  const name = own(kind);
  await ask('POST', 'activities', { name });
  await createMachine(name, definition(name));
  return name;
}

test('from a failed badge to the cause in one click, to its data in two', async ({ page }) => {
  await page.goto('/executions?status=FAILED&name=heavy-1');
  await page.getByRole('link', { name: 'heavy-1' }).click();
  await expect(page.getByRole('region', { name: 'Cause', exact: true })).toContainText('an item is too heavy');
  await page.getByRole('button', { name: 'Show the state' }).click();
  await expect(panel(page, 'Refuse')).toBeVisible();
});

test('names what was caught on the way, and leads to it', async ({ page }) => {
  await page.goto(executionPage('orders', 'heavy-1'));
  await page.getByRole('alert').or(page.locator('body')).getByText('Caught on the way:').getByText('Prepare').click();
  await expect(panel(page, 'Prepare')).toBeVisible();
  await expect(page.getByText('caught error').first()).toBeVisible();
});

test('the graph shows the failed item of a map by itself', async ({ page }) => {
  await page.goto(executionPage('orders', 'heavy-1'));
  await box(page, 'Too heavy').click();
  await expect(panel(page, 'Too heavy')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Input of Too heavy' })).toContainText('anvil');
});

test('items of a map are shown one at a time, and the choice is an address', async ({ page }) => {
  await page.goto(`${executionPage('orders', 'order-1')}?state=Label`);
  const input = page.getByRole('textbox', { name: 'Input of Label' });
  await expect(input).toContainText('"A0"');
  for (const item of [1, 2, 3]) {
    await page.getByRole('button', { name: 'Next item of Each item' }).click();
    await expect(input).toContainText(`"A${item}"`);
  }
  await expect(page).toHaveURL(/item=\d+\.3/);
  await page.reload();
  await expect(input).toContainText('"A3"');
  await page.goBack();
  await expect(input).toContainText('"A2"');
});

test('a frame folds into one box and unfolds', async ({ page }) => {
  await page.goto(executionPage('orders', 'order-1'));
  await page.getByRole('button', { name: 'Fold Each item' }).click();
  await expect(page.getByRole('button', { name: 'Unfold Each item, 4 states' })).toBeVisible();
  await expect(box(page, 'Label')).toHaveCount(0);
  await expect(page).toHaveURL(/fold=Each\+item/);
  await page.getByRole('button', { name: 'Unfold Each item, 4 states' }).click();
  await expect(box(page, 'Label')).toBeVisible();
});

test('says why it waits for a worker', async ({ page }) => {
  await page.goto(executionPage('orders', 'order-1'));
  await expect(page.getByText(/Pack.*waits for a worker to take the task pack/)).toBeVisible();
});

test('says what time it waits for', async ({ page }) => {
  await page.goto(executionPage('sleep', 'asleep'));
  await expect(page.getByText(/Sleep waits for its time, in 2\d h/)).toBeVisible();
});

test('attempts of a state are told apart', async ({ page }) => {
  await page.goto(`${executionPage('flaky', 'tried')}?state=Try`);
  await expect(page.getByText('Attempt 2 of 2')).toBeVisible();
  await expect(page.getByText('worker-two')).toBeVisible();
  await page.getByRole('button', { name: /^Attempt/ }).click();
  await page.getByRole('option', { name: /Attempt 1 of 2/ }).click();
  await expect(page).toHaveURL(/attempt=0/);
  await expect(page.getByText('Again').first()).toBeVisible();
});

test('shows each stage of a state’s data', async ({ page }) => {
  await page.goto(`${executionPage('flaky', 'tried')}?state=Try`);
  for (const stage of ['Input', 'Arguments', 'Result', 'Output']) {
    await page.getByRole('tab', { name: stage, exact: true }).click();
    await expect(page.getByRole('textbox', { name: `${stage} of Try` })).toBeVisible();
  }
  await expect(page.getByRole('textbox', { name: 'Output of Try' })).toContainText('"fine": true');
});

test('numbers are shown as they were written', async ({ page }) => {
  await page.goto(`${executionPage('sleep', 'asleep')}?view=data`);
  await expect(page.getByRole('textbox', { name: 'Input' })).toContainText('12345678901234567890.10');
});

test('the timeline leads to a state', async ({ page }) => {
  await page.goto(`${executionPage('orders', 'order-1')}?view=timeline`);
  await page.getByRole('button', { name: /Label · item 5/ }).click();
  await expect(panel(page, 'Label')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Input of Label' })).toContainText('"A5"');
});

test('an event is found by its state and shown in full, at an address of its own', async ({ page }) => {
  await page.goto(`${executionPage('orders', 'heavy-1')}?view=events`);
  await page.getByLabel('Find events by type or state').fill('too heavy');
  await page.getByRole('row', { name: /FailStateEntered/ }).click();
  await expect(page.getByRole('heading', { name: /FailStateEntered/ })).toBeVisible();
  const address = page.url();
  await page.goto('/');
  await page.goto(address);
  await expect(page.getByRole('heading', { name: /FailStateEntered/ })).toBeVisible();
});

test('events are walked through with the keyboard', async ({ page }) => {
  await page.goto(`${executionPage('orders', 'heavy-1')}?view=events`);
  const grid = page.getByRole('grid', { name: 'Events' });
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Event 3:/ })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /: ExecutionFailed/ })).toBeVisible();
});

test('the outline tells the graph in words, and chooses states', async ({ page }) => {
  await page.goto(executionPage('orders', 'heavy-1'));
  await page.getByText('Outline', { exact: true }).click();
  const line = page.getByRole('button', { name: /^Too heavy, Fail; fails – failed/ });
  await line.focus();
  await page.keyboard.press('Enter');
  await expect(panel(page, 'Too heavy')).toBeVisible();
});

test('an execution is watched from its start to its end without a reload', async ({ page }) => {
  const machine = await ofItsOwn('watched', steps);
  await page.goto(machinePage(machine));
  await page.getByRole('button', { name: 'Start execution' }).click();
  await page.getByLabel('Name', { exact: false }).fill('watched');
  await page.getByRole('dialog').getByRole('button', { name: 'Start execution' }).click();
  await expect(page).toHaveURL(/watched/);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.locator('.state.running')).toHaveCount(1);
  await succeed(await takeTask(machine, 'scenario'), {});
  await expect(page.locator('.state.succeeded')).toHaveCount(1);
  await expect(page.locator('.state.running')).toHaveCount(1);
  await succeed(await takeTask(machine, 'scenario'), {});
  await expect(page.locator('.state.succeeded')).toHaveCount(3);
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toHaveCount(0);
});

test('a page that read the status before the end and the history after it shows the end', async ({ page }) => {
  const machine = await ofItsOwn('ends');
  await start(machine, 'meanwhile');
  const token = await takeTask(machine, 'scenario');
  const address = executionPage(machine, 'meanwhile');
  const status = page.waitForResponse((response) => response.url().endsWith(`/v1${address}`));
  await page.route(`**/v1${address}/history*`, async (route) => {
    await (await status).finished();
    await succeed(token, {});
    await ended(machine, 'meanwhile');
    await route.continue();
  });
  await page.goto(address);
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
});

test('paused, an execution’s page stands still and counts what came', async ({ page }) => {
  const name = own('still');
  await start('sleep', name);
  await page.goto(`${executionPage('sleep', name)}?view=events`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Pause live updates' }).click();
  const rows = await page.getByRole('grid', { name: 'Events' }).getAttribute('aria-rowcount');
  await ask('POST', `executions/${encodeURIComponent(executionArn('sleep', name))}/stop`, {});
  await expect(page.getByRole('button', { name: /Show \d+ new/ })).toBeVisible();
  expect(await page.getByRole('grid', { name: 'Events' }).getAttribute('aria-rowcount')).toBe(rows);
  await page.getByRole('button', { name: /Show \d+ new/ }).click();
  await expect(page.getByRole('row', { name: /ExecutionAborted/ })).toBeVisible();
});

test('an input that is not JSON cannot be started', async ({ page }) => {
  await page.goto(machinePage('hello'));
  await page.getByRole('button', { name: 'Start execution' }).click();
  const input = page.getByRole('textbox', { name: 'Input of the execution' });
  await input.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('{"a": ');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Start execution' })).toBeDisabled();
  await expect(page.getByText(/JSON/).first()).toBeVisible();
});

test('the last inputs are offered to begin with', async ({ page }) => {
  await page.goto(machinePage('flaky'));
  await page.getByRole('button', { name: 'Start execution' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Choose one to begin with/ }).click();
  await page.getByRole('option', { name: /tried/ }).click();
  await expect(page.getByRole('textbox', { name: 'Input of the execution' })).toHaveText('{}');
});

test('a name that is taken is refused in the server’s words', async ({ page }) => {
  await page.goto(machinePage('sleep'));
  await page.getByRole('button', { name: 'Start execution' }).click();
  await page.getByLabel('Name', { exact: false }).fill('asleep');
  await page.getByRole('dialog').getByRole('button', { name: 'Start execution' }).click();
  await expect(page.getByText(/ExecutionAlreadyExists/)).toBeVisible();
});

test('stops an execution with a reason', async ({ page }) => {
  const name = own('stopped');
  await start('sleep', name);
  await page.goto(executionPage('sleep', name));
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Error').fill('Enough');
  await dialog.getByLabel('Cause').fill('nobody waits for it');
  await dialog.getByRole('button', { name: 'Stop execution' }).click();
  await expect(page.getByText('Aborted', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Cause', exact: true })).toContainText('nobody waits for it');
  expect(await statusOf('sleep', name)).toBe('ABORTED');
});

test('an execution is paused, takes in what comes, and goes on when it is resumed', async ({ page }) => {
  const machine = await ofItsOwn('pausing');
  await start(machine, 'paused');
  const token = await takeTask(machine, 'scenario');
  await page.goto(executionPage(machine, 'paused'));
  await page.getByRole('button', { name: 'Pause execution' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('the shop is closed');
  await dialog.getByRole('button', { name: 'Pause it' }).click();
  await expect(page.getByText('the shop is closed')).toBeVisible();
  await succeed(token, {});
  await page.getByRole('tab', { name: 'Events' }).click();
  await expect(page.getByRole('row', { name: /ActivitySucceeded/ })).toBeVisible();
  expect(await statusOf(machine, 'paused')).toBe('RUNNING');
  await page.getByRole('button', { name: 'Resume execution' }).click();
  await dialog.getByRole('button', { name: 'Resume it' }).click();
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
});

test('a state machine is paused with what runs of it and what begins, and goes on', async ({ page }) => {
  const machine = await ofItsOwn('held');
  await start(machine, 'before');
  await page.goto(machinePage(machine));
  await page.getByRole('button', { name: 'Pause state machine' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('the bank is down');
  await dialog.getByRole('button', { name: 'Pause it' }).click();
  await expect(page.getByText('It is paused, with all its executions')).toBeVisible();
  await expect(page.getByText('the bank is down')).toBeVisible();
  await start(machine, 'meanwhile');
  await page.goto(executionPage(machine, 'meanwhile'));
  await expect(page.getByText('It is paused, with its state machine')).toBeVisible();
  await page.goto(machinePage(machine));
  await page.getByRole('button', { name: 'Resume state machine' }).click();
  await dialog.getByRole('button', { name: 'Resume it' }).click();
  await expect(page.getByRole('button', { name: 'Pause state machine' })).toBeVisible();
  await page.goto(executionPage(machine, 'meanwhile'));
  await expect(page.getByText('It is paused, with its state machine')).toHaveCount(0);
  await expect(page.getByText('Why it is waiting')).toBeVisible();
});

test('a failed execution is forked from an event, with a better input', async ({ page }) => {
  const machine = await ofItsOwn('forking');
  await start(machine, 'fork-origin');
  await fail(await takeTask(machine, 'scenario'), 'Again', 'not this time');
  await ended(machine, 'fork-origin');
  await page.goto(`${executionPage(machine, 'fork-origin')}?view=events&event=2`);
  await page.getByRole('button', { name: 'Fork from here' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Before', { exact: true }).first()).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Input of the state' }).fill('{}');
  await dialog.getByRole('button', { name: 'Fork execution' }).click();
  await succeed(await takeTask(machine, 'scenario'), {});
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
  await page.reload();
  await page.getByRole('link', { name: 'fork-origin' }).click();
  await expect(page).toHaveURL(/fork-origin.*event=2/);
});

test('a failed execution is redriven, goes on from the state that failed, and its page with it', async ({ page }) => {
  const machine = await ofItsOwn('again');
  await start(machine, 'redriven');
  await fail(await takeTask(machine, 'scenario'), 'Again', 'not this time');
  await ended(machine, 'redriven');
  await page.goto(`${executionPage(machine, 'redriven')}?state=Work`);
  await expect(page.getByRole('region', { name: 'Cause', exact: true })).toContainText('not this time');
  await page.getByRole('button', { name: 'Redrive', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toHaveText(['Work, which failed']);
  await expect(dialog.getByText('One state that was left before stays as done')).toBeVisible();
  await dialog.getByRole('button', { name: 'Redrive execution' }).click();
  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await succeed(await takeTask(machine, 'scenario'), {});
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
  await expect(page.getByText('Attempt 2 of 2')).toBeVisible();
  await page.getByRole('tab', { name: 'Events' }).click();
  await expect(page.getByRole('row', { name: /ExecutionRedriven/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /ExecutionSucceeded/ })).toBeVisible();
});

test('a redrive that came too late is refused in the words of the server', async ({ page }) => {
  const name = own('redriven-twice');
  const path = `executions/${encodeURIComponent(executionArn('sleep', name))}`;
  await start('sleep', name);
  await ask('POST', `${path}/stop`);
  await page.goto(executionPage('sleep', name));
  await page.route(`**/v1/${path}/redrive`, async (route) => {
    await ask('POST', `${path}/redrive`);
    await route.continue();
  });
  await page.getByRole('button', { name: 'Redrive', exact: true }).click();
  await page.getByRole('button', { name: 'Redrive execution' }).click();
  await expect(page.getByRole('dialog').getByText(/ExecutionNotRedrivable/)).toBeVisible();
  await ask('POST', `${path}/stop`);
});

test('what cannot be redriven says why, in the words of the server', async ({ page }) => {
  // Only time makes an execution too old: the rest of the answer is the server's.
  await page.route(`**/v1/executions/${encodeURIComponent(executionArn('orders', 'heavy-1'))}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: 'Execution is too old.' } });
  });
  await page.goto(executionPage('orders', 'heavy-1'));
  await page.getByRole('button', { name: 'Redrive', exact: true }).hover();
  await expect(page.getByText('Execution is too old.').filter({ visible: true })).toBeVisible();
  await page.goto(executionPage('hello', 'hello-59'));
  await settled(page);
  await expect(page.getByRole('button', { name: 'Redrive', exact: true })).toHaveCount(0);
});

test('every page copies itself as a line for the AWS CLI', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  for (const [address, line] of [
    [executionPage('orders', 'heavy-1'), `aws stepfunctions get-execution-history --execution-arn ${executionArn('orders', 'heavy-1')}`],
    ['/state-machines', 'aws stepfunctions list-state-machines'],
    ['/activities', 'aws stepfunctions list-activities'],
  ] as const) {
    await page.goto(address);
    await settled(page);
    await page.getByRole('button', { name: 'Copy as AWS CLI' }).first().click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(line);
  }
});

test('a definition is shown as graph and text side by side, and a state is found in both', async ({ page }) => {
  await page.goto(`${machinePage('orders')}?tab=definition`);
  await box(page, 'Pack').click();
  await expect(page).toHaveURL(/state=Pack/);
  await expect(page.getByRole('textbox', { name: 'Definition' })).toContainText('HeartbeatSeconds');
});
