import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './page';
import { SLEEP } from './machines';

/** A server of this scenario's own, that may be killed. */
class OwnServer {
  readonly data = mkdtempSync(join(tmpdir(), 'console-restart.'));

  constructor() {
    chmodSync(this.data, 0o711);
  }

  start(httpPort = '0', grpcPort = '0'): void {
    execFileSync('../deploy/up', ['--detach', '--no-build', '--data', this.data, '--http-port', httpPort, '--grpc-port', grpcPort], { stdio: 'ignore' });
  }

  /** Ends it as a power cut would: nothing is finished, nobody is told. */
  kill(): void {
    process.kill(Number(readFileSync(join(this.data, 'pid'), 'utf8')), 'SIGKILL');
  }

  remove(): void {
    execFileSync('../deploy/down', ['--data', this.data], { stdio: 'ignore' });
    rmSync(this.data, { recursive: true, force: true });
  }

  word(name: string): string {
    const line = readFileSync(join(this.data, 'credentials.env'), 'utf8').split('\n').find((one) => one.startsWith(`${name}=`));
    return line?.slice(name.length + 1) ?? '';
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.word('STEPWELL_ENDPOINT')}/v1/${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.word('STEPWELL_API_KEY')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
    return (await response.json()) as T;
  }
}

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
    const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
    const page = await context.newPage();
    await page.goto(`/executions/${encodeURIComponent(executionArn)}`);
    await page.getByLabel('API key').fill(server.word('STEPWELL_API_KEY'));
    await page.keyboard.press('Enter');
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
    await context.close();
  } finally {
    server.remove();
  }
});
