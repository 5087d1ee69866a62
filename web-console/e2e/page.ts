import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test as base } from '@playwright/test';
import { activityArn, executionArn, machineArn } from './server';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page that must stay within the content policy, ask nobody but the server, open no dialog of the browser, and throw nothing. */
export const test = base.extend<{ held: undefined }>({
  held: [
    async ({ page, baseURL }, use) => {
      const broken: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(baseURL ?? '') && !/^(data|blob|about):/.test(request.url())) {
          broken.push(`foreign request: ${request.url()}`);
        }
      });
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) {
          broken.push(`policy: ${message.text()}`);
        }
      });
      page.on('dialog', (dialog) => {
        broken.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('pageerror', (error) => broken.push(`thrown: ${error.message}`));
      await use(undefined);
      expect(broken).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

const at = (room: string, arn: string) => `/${room}/${encodeURIComponent(arn)}`;

export const machinePage = (name: string) => at('state-machines', machineArn(name));
export const executionPage = (machine: string, name: string) => at('executions', executionArn(machine, name));
export const activityPage = (name: string) => at('activities', activityArn(name));

/** What axe finds wrong on the page as it is now. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } };
    const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return found.violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html.slice(0, 200)} | ${nodes[0]?.failureSummary.slice(0, 200)}`);
  });
}

/** Keeps a picture of the page in the build folder. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `target/e2e/pictures/${name}.png` });
}

/** Waits until nothing on the page says that it is loading. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // What is loaded in turn may begin a moment after what came before it has ended.
  let calm = 0;
  await expect
    .poll(async () => {
      calm = (await page.getByText(/^Loading/).count()) === 0 ? calm + 1 : 0;
      return calm;
    }, { intervals: [120] })
    .toBeGreaterThan(3);
}
