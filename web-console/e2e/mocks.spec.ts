import { expect, machinePage, test } from './page';
import { ask, createMachine, machineArn } from './server';

const CHARGE = {
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'nobody' }, OutputPath: '$.Payload', End: true } },
};

test('an execution is started with a mock profile, and says so', async ({ page }) => {
  await createMachine('mocked', CHARGE);
  const states = JSON.stringify({ Charge: { 0: { Return: { Payload: 'charged in the mind' } } } });
  await ask('PUT', `stateMachines/${encodeURIComponent(machineArn('mocked'))}/mockProfiles/paid`, { states });

  await page.goto(`${machinePage('mocked')}?tab=mocks`);
  await expect(page.getByRole('table', { name: 'Mock profiles' }).getByRole('row', { name: /paid.*Charge/ })).toBeVisible();
  await page.getByRole('button', { name: 'Start execution' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Mock profile/ }).click();
  await page.getByRole('option', { name: /paid/ }).click();
  await dialog.getByRole('button', { name: 'Start execution' }).click();

  await expect(page.getByText('Succeeded').first()).toBeVisible();
  await expect(page.getByText('Mocked by')).toBeVisible();
  await expect(page.getByText('paid', { exact: true })).toBeVisible();
});
