import { expect, test } from './page';
import { activityArn, ask, createMachine, ended, executionArn, own, start, succeed, takeTask } from './server';
import { closedRun, complete, decide, DOMAIN, registerActivity, registerWorkflow, runPage, startRun, takeActivity } from './swf';

test('the same work done both ways is told apart from work that is not', async ({ page }) => {
  const name = own('compared');
  // A state machine with two tasks of one activity, one after the other.
  await ask('POST', 'activities', { name });
  const task = (more: Record<string, unknown>) => ({ Type: 'Task', Resource: activityArn(name), ResultPath: '$.last', ...more });
  await createMachine(name, { StartAt: 'One', States: { One: task({ Parameters: { step: 1 }, Next: 'Two' }), Two: task({ Parameters: { step: 2 }, OutputPath: '$.last', End: true }) } });
  await start(name, 'first');
  await succeed(await takeTask(name, 'w'), 1);
  await succeed(await takeTask(name, 'w'), { sent: true, parcels: 2 });
  await ended(name, 'first');
  // A decider that has the same done.
  await registerWorkflow(DOMAIN, name, '1', name);
  await registerActivity(DOMAIN, name, '1', name);
  const step = (at: number): readonly [string, Record<string, unknown>] => ['ScheduleActivityTask', { activityType: { name, version: '1' }, activityId: `step-${at}`, input: `{ "step": ${at} }` }];
  await startRun(DOMAIN, name, name);
  await decide(DOMAIN, name, [step(1)]);
  await complete(await takeActivity(DOMAIN, name), '1');
  await decide(DOMAIN, name, [step(2)]);
  await complete(await takeActivity(DOMAIN, name), '2');
  await decide(DOMAIN, name, [['CompleteWorkflowExecution', { result: '{"parcels":2,"sent":true}' }]]);

  await page.goto(runPage(DOMAIN, name, await closedRun(DOMAIN, name)));
  await page.getByRole('link', { name: 'Compare with a state machine' }).click();
  await page.getByLabel('ARN of the execution').fill(executionArn(name, 'first'));
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/execution=arn/);
  await expect(page.getByText('They did the same work')).toBeVisible();
  const cells = (label: string) => page.getByRole('table', { name: 'Figures' }).getByRole('row').filter({ hasText: label }).getByRole('cell');
  // n tasks take 2n + 1 and 4n + 3 requests, 5n + 2 and 6n + 5 events.
  await expect(cells('Requests')).toContainText(['5', '11']);
  await expect(cells('History events')).toContainText(['12', '17']);
  await expect(cells('Decision tasks')).toContainText(['0', '3']);
  await expect(page.getByRole('region', { name: 'SWF' }).getByRole('listitem')).toHaveCount(3);
  await page.getByLabel('ARN of the execution').fill(executionArn('hello', 'hello-59'));
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('They did not do the same work')).toBeVisible();
  await expect(page.getByText('Their outputs differ.')).toBeVisible();
});
