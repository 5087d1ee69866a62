import { expect, test } from './page';
import { SLEEP } from './machines';
import { OwnServer } from './ownServer';

const portOf = (endpoint: string) => endpoint.split(':').at(-1) ?? '';

test('a server that is killed and started again finds the page waiting, and the page finds its session', { tag: '@alone' }, async ({ browser }) => {
  test.setTimeout(300_000);
  const server = new OwnServer();
  try {
    server.start();
    const baseURL = server.word('STEPWELL_ENDPOINT');
    const roleArn = `arn:aws:iam::${server.word('STEPWELL_ACCOUNT')}:role/console`;
    const { stateMachineArn } = await server.post<{ stateMachineArn: string }>('stateMachines', { name: 'sleep', definition: JSON.stringify(SLEEP), roleArn });
    const begin = (name: string) => server.post<{ executionArn: string }>(`stateMachines/${encodeURIComponent(stateMachineArn)}/executions`, { name });
    const { executionArn } = await begin('outlives');
    const page = await server.signedIn(browser, `/executions/${encodeURIComponent(executionArn)}`);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.evaluate(() => Object.assign(window, { isTheSame: true }));

    server.kill();
    await expect(page.getByText('Reconnecting', { exact: true })).toBeVisible();
    server.start(portOf(baseURL), portOf(server.word('STEPWELL_GRPC')));
    await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 60_000 });

    // A change under the old session's token, and what is new since.
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop execution' }).click();
    await expect(page.getByText('Aborted', { exact: true })).toBeVisible();
    await begin('afterwards');
    await page.getByRole('link', { name: 'Executions' }).first().click();
    await expect(page.getByRole('link', { name: 'afterwards' })).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { isTheSame?: boolean }).isTheSame)).toBe(true);
    await page.context().close();
  } finally {
    server.remove();
  }
});
