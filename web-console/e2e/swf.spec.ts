import type { Page } from '@playwright/test';
import { expect, settled, test } from './page';
import { own } from './server';
import { answer, closedRun, complete, decide, DOMAIN, domainPage, openRun, registerDomain, registerWorkflow, runPage, startRun, takeActivity, takeDecision, typePage } from './swf';

const rows = (page: Page) => page.getByRole('grid', { name: 'Executions' }).getByRole('row').locator('td:first-child, th[scope=row]');
const open = async (page: Page, workflowId: string, more = '') => page.goto(runPage(DOMAIN, workflowId, (await openRun(DOMAIN, workflowId)) ?? '') + more);
const closed = async (page: Page, workflowId: string, more = '') => page.goto(runPage(DOMAIN, workflowId, await closedRun(DOMAIN, workflowId)) + more);
const bars = (page: Page) => page.getByRole('group', { name: 'Decisions over time' });
const dialog = (page: Page) => page.getByRole('dialog');

test('a domain is registered, deprecated and opened again', async ({ page }) => {
  const name = own('made-here');
  await page.goto('/swf');
  await page.getByRole('button', { name: 'Register domain' }).click();
  await dialog(page).getByLabel('Name').fill('a/b');
  await expect(dialog(page).getByText('No colon, slash, bar')).toBeVisible();
  await expect(dialog(page).getByRole('button', { name: 'Register domain' })).toBeDisabled();
  await dialog(page).getByLabel('Name').fill(name);
  await dialog(page).getByLabel('Description').fill('By hand');
  await dialog(page).getByLabel('Retention of closed executions, in days').fill('3');
  await dialog(page).getByRole('button', { name: 'Add a tag' }).click();
  await dialog(page).getByLabel('Key of the tag').fill('team');
  await dialog(page).getByLabel('Value of the tag').fill('console');
  await dialog(page).getByRole('button', { name: 'Register domain' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByText('3 days')).toBeVisible();
  await expect(page.getByText('team=console')).toBeVisible();
  await page.getByRole('button', { name: 'Deprecate', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Deprecate domain' }).click();
  await expect(page.getByRole('button', { name: 'Undeprecate' })).toBeVisible();
  await page.goto('/swf?registration=deprecated');
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Undeprecate' }).click();
  await dialog(page).getByRole('button', { name: 'Undeprecate domain' }).click();
  await expect(page.getByRole('button', { name: 'Deprecate', exact: true })).toBeVisible();
});

test('a refusal is shown in the dialog with AWS’s words', async ({ page }) => {
  await page.goto('/swf');
  await page.getByRole('button', { name: 'Register domain' }).click();
  await dialog(page).getByLabel('Name').fill(DOMAIN);
  await dialog(page).getByRole('button', { name: 'Register domain' }).click();
  await expect(dialog(page).getByText(/DomainAlreadyExistsFault/)).toBeVisible();
});

for (const kind of ['workflow', 'activity'] as const) {
  test(`a type of ${kind === 'workflow' ? 'workflows' : 'activities'} is registered, deprecated, opened, deprecated and deleted`, async ({ page }) => {
    const name = own(`made-${kind}`);
    await page.goto(`${domainPage(DOMAIN)}?tab=${kind}Types`);
    await page.getByRole('button', { name: 'Register type' }).click();
    await dialog(page).getByLabel('Name', { exact: true }).fill(name);
    await dialog(page).getByLabel('Version', { exact: true }).fill('1.0');
    await dialog(page).getByLabel('Task list').fill('made-list');
    await dialog(page).getByLabel('Task priority').fill('x');
    await expect(dialog(page).getByRole('button', { name: 'Register type' })).toBeDisabled();
    await dialog(page).getByLabel('Task priority').fill('-7');
    await dialog(page).getByRole('button', { name: 'Register type' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} 1.0`);
    await expect(page.getByText('made-list', { exact: true })).toBeVisible();
    await expect(page.getByText('-7', { exact: true })).toBeVisible();
    for (const change of ['Deprecate', 'Undeprecate', 'Deprecate', 'Delete']) {
      await page.getByRole('button', { name: change, exact: true }).click();
      await dialog(page).getByRole('button', { name: `${change} type` }).click();
      await expect(dialog(page)).toHaveCount(0);
    }
    await expect(page).toHaveURL(new RegExp(`tab=${kind}Types`));
    await settled(page);
    await expect(page.getByRole('link', { name })).toHaveCount(0);
  });
}

test('runs are found by time and one thing more, counted alike, and the address holds it', async ({ page }) => {
  await page.goto(`${domainPage(DOMAIN)}?type=quiet`);
  await expect(page.getByRole('heading', { name: /Open executions/ })).toContainText('(60)');
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole('button', { name: /Show more after 50/ }).click();
  await expect(rows(page)).toHaveCount(60);
  await page.getByRole('button', { name: /^And by/ }).click();
  await page.getByRole('option', { name: 'Tag' }).click();
  await page.getByRole('textbox', { name: 'Tag', exact: true }).fill('odd');
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page).toHaveURL(/tag=odd$/);
  await expect(page.getByRole('heading', { name: /Open executions/ })).toContainText('(30)');
  await page.reload();
  await expect(rows(page)).toHaveCount(30);
  await page.goBack();
  await expect(page).toHaveURL(/type=quiet$/);
  await expect(page.getByRole('heading', { name: /Open executions/ })).toContainText('(60)');
});

test('closed runs are found by their close status', async ({ page }) => {
  await page.goto(`${domainPage(DOMAIN)}?state=closed`);
  await page.getByRole('button', { name: /^And by/ }).click();
  await page.getByRole('option', { name: 'Close status' }).click();
  await page.getByRole('button', { name: /^Close status/ }).click();
  await page.getByRole('option', { name: 'Continued as new' }).click();
  await expect(rows(page)).toHaveText(['again-1']);
  await expect(page).toHaveURL(/status=CONTINUED_AS_NEW/);
  await page.getByText('Open', { exact: true }).first().click();
  await expect(page).not.toHaveURL(/status=/);
});

test('new runs are counted and shown when asked; what closes says so where it stands', async ({ page }) => {
  const domain = own('live');
  await registerDomain(domain);
  await registerWorkflow(domain, 'w', '1', 'live');
  await startRun(domain, 'first', 'w');
  await page.goto(domainPage(domain));
  await expect(rows(page)).toHaveText(['first']);
  await startRun(domain, 'second', 'w');
  await expect(page.getByRole('button', { name: 'Show 1 new' })).toBeVisible();
  await expect(rows(page)).toHaveText(['first']);
  await decide(domain, 'live', [['CompleteWorkflowExecution', {}]]);
  await expect(page.getByRole('row').filter({ hasText: 'first' })).toContainText('Closed meanwhile');
  await page.getByRole('button', { name: 'Show 1 new' }).click();
  await expect(rows(page)).toHaveText(['second']);
});

test('a decision shows what made it and what came of it, and leads to the events', async ({ page }) => {
  await open(page, 'order-1');
  await bars(page).getByText('1 · ScheduleActivityTask ×3 +2').click();
  const made = page.getByRole('region', { name: 'What made it' });
  await expect(made).toContainText('WorkflowExecutionStarted');
  const decided = page.getByRole('region', { name: 'What was decided' });
  await expect(decided).toContainText('pack-1');
  await expect(decided).toContainText('ACTIVITY_ID_ALREADY_IN_USE');
  await decided.getByRole('button', { name: 'pack-1' }).click();
  await expect(page.getByRole('heading', { name: 'activity pack-1' })).toBeVisible();
  await expect(page.getByText('worker-1').first()).toBeVisible();
  await page.getByRole('navigation', { name: 'Its events' }).getByRole('button').last().click();
  await expect(page.getByRole('heading', { name: /Event \d+: ActivityTaskCompleted/ })).toBeVisible();
});

test('related events are a click away, both ways, and the order can be reversed', async ({ page }) => {
  await closed(page, 'failed-1', '?view=events&event=7');
  const related = page.getByRole('navigation', { name: 'Related events' });
  await related.getByText('scheduled by').getByRole('button').click();
  await expect(page).toHaveURL(/event=5/);
  await expect(page.getByRole('heading', { name: 'Event 5: ActivityTaskScheduled' })).toBeVisible();
  await related.getByRole('button', { name: 'event 7' }).click();
  await expect(page.getByRole('heading', { name: 'Event 7: ActivityTaskFailed' })).toBeVisible();
  await page.getByText('Latest first').click();
  await expect(page).toHaveURL(/order=reverse/);
  await expect(page.getByRole('grid', { name: 'Events' }).locator('.is-here').first()).toContainText('WorkflowExecutionFailed');
  await page.getByLabel('Find events by type or part').fill('heavy-1');
  await expect(page.getByText('3 found').first()).toBeVisible();
});

test('says why an open run waits', async ({ page }) => {
  await open(page, 'order-1');
  const note = page.getByText('Why it is waiting, for').locator('xpath=ancestor::*[.//ul][1]');
  await expect(note).toContainText('decision 3 waits for a decider that asks for tasks of deciders');
  await expect(note).toContainText('activity pack-2 is worked on by worker-two');
  await expect(note).toContainText('activity pack-3 waits for a worker that asks for tasks of packers');
  await expect(note).toContainText(/timer remind fires in \d+ h/);
  await expect(note).toContainText('child part-1 is open');
});

test('says why a run failed, with its details', async ({ page }) => {
  await closed(page, 'failed-1');
  await expect(page.getByText('Failed: Refused')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('"limit": 20');
});

test('children, parents and runs that continue lead to one another', async ({ page }) => {
  await open(page, 'order-1', '?view=children');
  await page.getByRole('grid', { name: 'Children' }).getByText('part-1').click();
  await page.getByRole('link', { name: (await openRun(DOMAIN, 'part-1')) ?? '' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('part-1');
  await page.getByRole('link', { name: 'order-1' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('order-1');
  await closed(page, 'again-1');
  await page.getByRole('link', { name: 'the run before it' }).click();
  await page.getByRole('link', { name: 'To the run that continues it' }).click();
  await expect(page.getByRole('link', { name: 'the run before it' })).toBeVisible();
});

test('activities, timers, signals and markers each have their face', async ({ page }) => {
  await open(page, 'order-1', '?view=activities');
  const activities = page.getByRole('grid', { name: 'Activities' });
  await expect(activities.locator('.is-here')).toHaveCount(3);
  await page.getByText(/Only what is open \(2\)/).click();
  await expect(activities.locator('.is-here')).toHaveCount(2);
  await page.getByRole('tab', { name: /Timers/ }).click();
  await expect(page.getByRole('grid', { name: 'Timers' })).toContainText('is set');
  await expect(page.getByRole('grid', { name: 'Timers' })).toContainText('fired');
  await page.getByRole('tab', { name: /Signals and markers/ }).click();
  await expect(page.getByRole('grid', { name: 'Received' })).toContainText('signal hurry');
  await expect(page.getByRole('grid', { name: 'Received' })).toContainText('part-1');
  await expect(page.getByRole('grid', { name: 'Sent to others' })).toContainText('nobody-there');
  await expect(page.getByRole('grid', { name: 'Markers' })).toContainText('version');
  await page.getByRole('tab', { name: 'Input and result' }).click();
  await expect(page.getByRole('textbox', { name: 'Input' })).toContainText('12345678901234567890');
  await expect(page.getByRole('textbox', { name: 'Latest execution context' })).toContainText('step');
});

test('a run is watched while it goes on', async ({ page }) => {
  const workflowId = own('watched');
  const runId = await startRun(DOMAIN, workflowId, 'watched');
  await page.goto(runPage(DOMAIN, workflowId, runId));
  await expect(bars(page)).toContainText('1 · waits for a decider');
  const token = await takeDecision(DOMAIN, 'watched');
  await expect(bars(page)).toContainText('1 · is being decided');
  await answer(token, [['ScheduleActivityTask', { activityType: { name: 'pack', version: '1' }, activityId: 'p', taskList: { name: 'watched-work' } }]]);
  await expect(bars(page)).toContainText('activity p');
  await complete(await takeActivity(DOMAIN, 'watched-work'), 'fine');
  await decide(DOMAIN, 'watched', [['CompleteWorkflowExecution', { result: 'all done' }]]);
  await expect(bars(page)).toContainText('2 · CompleteWorkflowExecution');
  await expect(page.getByText('Completed', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Input and result' }).click();
  await expect(page.getByRole('textbox', { name: 'Result' })).toContainText('all done');
});

test('a run is started, signaled, asked to cancel, terminated and run again', async ({ page }) => {
  const workflowId = own('acted');
  await page.goto(typePage(DOMAIN, 'workflow', 'acted', '1'));
  await page.getByRole('button', { name: 'Start execution' }).click();
  await dialog(page).getByLabel('Workflow id').fill(workflowId);
  await dialog(page).getByRole('textbox', { name: 'Input of the execution' }).fill('first words');
  await dialog(page).getByText('Settings; what is empty').click();
  await dialog(page).getByLabel('Tags').fill('a, b');
  await dialog(page).getByRole('button', { name: 'Start execution' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(workflowId);
  const first = page.url();
  await page.getByRole('button', { name: 'Signal', exact: true }).click();
  await dialog(page).getByLabel('Name of the signal').fill('go');
  await dialog(page).getByRole('textbox', { name: 'Input of the signal' }).fill('now');
  await dialog(page).getByRole('button', { name: 'Send signal' }).click();
  await expect(page.getByRole('tab', { name: 'Signals and markers (1)' })).toBeVisible();
  await page.getByRole('button', { name: 'Request cancel' }).click();
  await dialog(page).getByRole('button', { name: 'Request cancel' }).click();
  await expect(page.getByText('Open, cancel requested')).toBeVisible();
  await page.getByRole('button', { name: 'Terminate', exact: true }).click();
  await dialog(page).getByLabel('Reason').fill('enough of it');
  await dialog(page).getByRole('button', { name: /^Child policy/ }).click();
  await page.getByRole('option', { name: /ABANDON/ }).click();
  await dialog(page).getByRole('button', { name: 'Terminate execution' }).click();
  await expect(page.getByText('Terminated: enough of it')).toBeVisible();
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(dialog(page).getByLabel('Workflow id')).toHaveValue(workflowId);
  await expect(dialog(page).getByLabel('Tags')).toHaveValue('a, b');
  await expect(dialog(page).getByRole('textbox', { name: 'Input of the execution' })).toContainText('first words');
  await dialog(page).getByRole('button', { name: 'Start execution' }).click();
  await expect.poll(() => page.url()).not.toBe(first);
  await page.getByRole('tab', { name: 'Input and result' }).click();
  await expect(page.getByRole('textbox', { name: 'Input' })).toContainText('first words');
});

test('a task list tells how much waits in it', async ({ page }) => {
  await page.goto(`${domainPage(DOMAIN)}?tab=taskLists`);
  const row = page.getByRole('row').filter({ hasText: 'nobody' });
  await expect(row).toContainText('60');
  await page.getByLabel('Name of a task list').fill('never-used');
  await page.getByRole('button', { name: 'Look at this list' }).click();
  await expect(page).toHaveURL(/list=never-used/);
  await expect(page.getByRole('row').filter({ hasText: 'never-used' })).toContainText('0');
});

test('home counts the runs of each domain and leads to them', async ({ page }) => {
  await page.goto('/');
  const row = page.getByRole('table', { name: 'Simple Workflow' }).getByRole('row').filter({ has: page.getByRole('link', { name: DOMAIN, exact: true }) });
  await row.getByRole('link', { name: /^\d+ failed$/ }).click();
  await expect(page).toHaveURL(/state=closed&time=close&within=1d&status=FAILED/);
  await expect(rows(page).getByText('failed-1', { exact: true })).toBeVisible();
});

test('what is not there says so', async ({ page }) => {
  await page.goto(domainPage('no-such-domain'));
  await expect(page.getByText('This is not here any more')).toBeVisible();
  await page.goto(runPage(DOMAIN, 'order-1', 'no-such-run'));
  await expect(page.getByText('This is not here any more')).toBeVisible();
});
