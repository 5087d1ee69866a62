import type { Page } from '@playwright/test';
import { HOSTILE, HOSTILE_NAMES } from './hostile';
import { executionPage, expect, machinePage, settled, test } from './page';
import { closedRun, domainPage, HOSTILE_DOMAIN, runPage, SWF_NAMES, typePage } from './swf';

/** Nothing of what the texts would do has been done, and none of their markup has become part of the page. */
async function inert(page: Page): Promise<void> {
  const found = await page.evaluate(() => [
    String((window as unknown as { hurt?: number }).hurt),
    ...[...document.querySelectorAll('script:not([src]), img, iframe, object, embed, base, marquee, math, [onload], [onerror], [onclick], [onfocus]')].map((one) => one.outerHTML),
    ...[...document.querySelectorAll('a[href]')].map((one) => (one as HTMLAnchorElement).href).filter((href) => !href.startsWith(location.origin)),
  ]);
  expect(found).toEqual(['undefined']);
}

/** Each of the texts stands on the page as it is. */
async function shown(page: Page, within: string, texts: readonly string[]): Promise<void> {
  await expect
    .poll(async () => {
      const said = (await page.locator(within).allTextContents()).join('\n');
      return texts.filter((text) => !said.includes(text));
    })
    .toEqual([]);
  await inert(page);
}

test('there are a hundred, each once', () => {
  expect(new Set(HOSTILE).size).toBe(100);
});

test('hostile names of states are only names, in every face of a machine', async ({ page }) => {
  await page.goto(`${machinePage('hostile')}?tab=definition`);
  await expect(page.locator('.state').first()).toBeVisible();
  await inert(page);
  await expect(page.getByRole('textbox', { name: 'Definition' })).toContainText(HOSTILE_NAMES[0] ?? '');
  await page.getByText('Outline', { exact: true }).click();
  await shown(page, '.outline', HOSTILE_NAMES);
  await page.goto(`${machinePage('hostile')}?tab=aliases`);
  await shown(page, 'main', [HOSTILE[2] ?? '']);
});

test('hostile names, errors and causes are only words, in every face of an execution', async ({ page }) => {
  await page.goto(executionPage('hostile', 'hostile'));
  await shown(page, '.cause', HOSTILE.slice(0, 10));
  await page.getByText('Outline', { exact: true }).click();
  await shown(page, '.outline', HOSTILE_NAMES);
  await page.goto(`${executionPage('hostile', 'hostile')}?view=timeline`);
  await shown(page, '.bars', HOSTILE_NAMES.slice(0, 10));
  await page.goto(`${executionPage('hostile', 'hostile')}?view=events&event=3`);
  await shown(page, '[role=grid]', HOSTILE_NAMES.slice(0, 5));
  await page.goto(`${executionPage('hostile', 'hostile')}?view=definition`);
  await expect(page.getByRole('textbox', { name: 'Definition' })).toBeVisible();
  await inert(page);
});

test('hostile inputs are only data', async ({ page }) => {
  await page.goto(`${executionPage('hello', 'hostile')}?view=data`);
  const input = page.getByRole('textbox', { name: 'Input' });
  await expect(input).toContainText(HOSTILE[0] ?? '');
  // An editor keeps only what is in sight on the page: all of it is walked through.
  await input.click();
  for (let at = 0; at < 8; at++) {
    await page.keyboard.press('PageDown');
    await inert(page);
  }
  await expect(input).toContainText('AAAA');
  await page.goto(machinePage('hello'));
  await page.getByRole('button', { name: 'Start execution' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Choose one to begin with/ }).click();
  await inert(page);
});

test('hostile errors and causes of tasks are only words', async ({ page }) => {
  await page.goto(`${executionPage('texts', 'hostile')}?state=Read`);
  await settled(page);
  for (let at = 0; at < 20; at++) {
    await page.getByRole('button', { name: 'Next item of Each text' }).click();
    await expect(page).toHaveURL(new RegExp(`item=\\d+\\.${at + 1}(&|$)`));
    await shown(page, 'main', [HOSTILE_NAMES[at + 1] ?? '']);
  }
});

test('hostile errors in lists are only words', async ({ page }) => {
  await page.goto('/executions?name=hostile-stop');
  await page.getByRole('button', { name: /Show more after 50/ }).click();
  await expect(page.getByRole('button', { name: /Show more/ })).toHaveCount(0);
  await shown(page, '[role=grid]', HOSTILE_NAMES);
});

test('hostile addresses are only words', async ({ page }) => {
  for (const word of ['name', 'error', 'stateMachineArn']) {
    for (const text of [HOSTILE[2], 'javascript:window.hurt=1']) {
      await page.goto(`/executions?${word}=${encodeURIComponent(text ?? '')}`);
      await settled(page);
      await inert(page);
    }
  }
  for (const text of [HOSTILE[2], '..%2f..%2fhealth']) {
    await page.goto(`${executionPage('hello', 'hostile')}?state=${encodeURIComponent(text ?? '')}`);
    await settled(page);
    await inert(page);
    await page.goto(`/state-machines?name=${encodeURIComponent(text ?? '')}`);
    await settled(page);
    await inert(page);
  }
});

test('hostile names and texts of SWF are only words, wherever they stand', async ({ page }) => {
  const text = HOSTILE[2] ?? '';
  const name = HOSTILE_DOMAIN;
  await page.goto('/swf');
  await shown(page, 'main', [name, text]);
  for (const words of ['', '?state=closed', '?tab=workflowTypes', '?tab=activityTypes', '?tab=taskLists']) {
    await page.goto(domainPage(name) + words);
    await settled(page);
    await shown(page, 'main', [name, text]);
  }
  for (const kind of ['workflow', 'activity'] as const) {
    await page.goto(typePage(name, kind, name, '1'));
    await shown(page, 'main', [name, text]);
  }
  const run = runPage(name, name, await closedRun(name, name));
  await page.goto(`${run}?chosen=2`);
  await shown(page, '.cause', HOSTILE.slice(0, 10));
  await shown(page, 'main', SWF_NAMES);
  await page.goto(`${run}?chosen=5`);
  await shown(page, 'main', [name, text]);
  await page.goto(`${run}?view=activities`);
  await shown(page, '[role=grid]', SWF_NAMES.slice(0, 10));
  await page.goto(`${run}?view=signals`);
  await shown(page, '[role=grid]', HOSTILE_NAMES.slice(0, 5));
  for (const view of ['events&event=5', 'data', 'timers', 'children']) {
    await page.goto(`${run}?view=${view}`);
    await settled(page);
    await inert(page);
  }
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await inert(page);
});

test('hostile addresses of SWF are only words', async ({ page }) => {
  for (const text of [HOSTILE[2] ?? '', 'javascript:window.hurt=1', '..%2f..%2fhealth']) {
    for (const words of [`?workflowId=${encodeURIComponent(text)}`, `?tag=${encodeURIComponent(text)}&tab=taskLists&list=${encodeURIComponent(text)}`, `?tab=workflowTypes&name=${encodeURIComponent(text)}`]) {
      await page.goto(`/swf/shop${words}`);
      await settled(page);
      await inert(page);
    }
    await page.goto(`/compare?execution=${encodeURIComponent(text)}&domain=${encodeURIComponent(text)}&workflowId=${encodeURIComponent(text)}&runId=${encodeURIComponent(text)}`);
    await settled(page);
    await inert(page);
    await page.goto(runPage(text, text, text));
    await settled(page);
    await inert(page);
  }
});
