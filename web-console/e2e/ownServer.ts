import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect } from './page';

/** A server of this scenario's own, that may be killed. */
export class OwnServer {
  readonly data = mkdtempSync(join(tmpdir(), 'console-restart.'));

  constructor() {
    chmodSync(this.data, 0o711);
  }

  /** @param settings the server's settings as its environment names them */
  start(httpPort = '0', grpcPort = '0', settings: Readonly<Record<string, string>> = {}): void {
    const options = ['--detach', '--no-build', '--data', this.data, '--http-port', httpPort, '--grpc-port', grpcPort];
    execFileSync('../deploy/up', options, { stdio: 'ignore', env: { ...process.env, ...settings } });
  }

  /** Ends it as a power cut would: nothing is finished, nobody is told. */
  kill(): void {
    process.kill(Number(readFileSync(join(this.data, 'pid'), 'utf8')), 'SIGKILL');
  }

  /** A page of somebody who has come to that address and signed in. */
  async signedIn(browser: Browser, address: string): Promise<Page> {
    const context = await browser.newContext({ baseURL: this.word('STEPWELL_ENDPOINT'), storageState: { cookies: [], origins: [] } });
    const page = await context.newPage();
    await page.goto(address);
    await page.getByLabel('API key').fill(this.word('STEPWELL_API_KEY'));
    await page.keyboard.press('Enter');
    return page;
  }

  remove(): void {
    execFileSync('../deploy/down', ['--data', this.data], { stdio: 'ignore' });
    rmSync(this.data, { recursive: true, force: true });
  }

  word(name: string): string {
    const line = readFileSync(join(this.data, 'credentials.env'), 'utf8').split('\n').find((one) => one.startsWith(`${name}=`));
    return line?.slice(name.length + 1) ?? '';
  }

  ask(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.word('STEPWELL_ENDPOINT')}/v1/${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.word('STEPWELL_API_KEY')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await this.ask(path, body);
    expect(response.status, path).toBe(200);
    return (await response.json()) as T;
  }
}
