import { appendFileSync, mkdirSync } from 'node:fs';
import { executionPage, expect, machinePage, test } from './page';
import { ask, executionArn, KEY, own, start } from './server';
import { closedRun, DOMAIN, runPage } from './swf';

/**
 * What is promised in figures. Lengths of time are written down and not held, as the machine that runs this may be busy with anything;
 * `deploy/browser/run` plays these when nothing else is played.
 */
test.describe.configure({ mode: 'serial' });

const SEEN = 20;

function note(line: string): void {
  mkdirSync('target/e2e', { recursive: true });
  appendFileSync('target/e2e/figures.txt', `${line}\n`);
  console.log(line);
}

const HISTORIES = [
  ['of a state machine', 'ExecutionSucceeded', async () => `${executionPage('loop', 'long-loop')}?view=events`],
  ['of SWF', 'WorkflowExecutionCompleted', async () => `${runPage(DOMAIN, 'long-1', await closedRun(DOMAIN, 'long-1'))}?view=events`],
] as const;

for (const [whose, last, address] of HISTORIES) {
  test(`a history ${whose} of 25,000 events is there at once and ends at once`, { tag: '@alone' }, async ({ page }) => {
    const to = await address();
    const began = Date.now();
    await page.goto(to);
    const grid = page.getByRole('grid', { name: 'Events' });
    await expect(grid.getByRole('row').nth(5)).toBeVisible();
    const first = Date.now() - began;
    await expect(page.getByText('so far')).toHaveCount(0);
    const whole = Date.now() - began;
    const count = Number(await grid.getAttribute('aria-rowcount')) - 1;
    expect(count).toBeGreaterThan(24_000);
    await grid.focus();
    const jumped = Date.now();
    await page.keyboard.press('End');
    await expect(page.getByRole('row', { name: new RegExp(last) })).toBeVisible();
    const jump = Date.now() - jumped;
    const rows = await page.getByRole('row').count();
    const heap = await page.evaluate(() => {
      (globalThis as unknown as { gc?: () => void }).gc?.();
      return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 2 ** 20;
    });
    note(`${count} events ${whose}: first rows ${first} ms (1,500), all ${whole} ms, to the end ${jump} ms (500), ${rows} rows on the page (200), heap ${Math.round(heap)} MiB (150)`);
    expect(rows).toBeLessThanOrEqual(200);
    expect(heap).toBeLessThanOrEqual(150);
  });
}

test('a machine of 1,000 states is drawn without the page standing still', { tag: '@alone' }, async ({ page }) => {
  await page.addInitScript(() => {
    const long: number[] = [];
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
    Object.assign(window, { long });
  });
  const began = Date.now();
  await page.goto(`${machinePage('long')}?tab=definition`);
  await expect(page.locator('.state').first()).toBeVisible();
  const drawn = Date.now() - began;
  const longest = Math.round(Math.max(0, ...(await page.evaluate(() => (window as unknown as { long: number[] }).long))));
  const boxes = await page.locator('.state').count();
  const layout = await page.evaluate(() => performance.getEntriesByName('layout').map(({ duration }) => Math.round(duration)));
  expect(layout.length).toBeGreaterThan(0);
  note(`1,000 states: laid out in ${Math.max(...layout)} ms by the worker (1,000), drawn after ${drawn} ms, longest task ${longest} ms, ${boxes} boxes on the page`);
  expect(boxes).toBeLessThan(200);
});

test('an event is on the screen within a second, with 50 viewers', { tag: '@alone' }, async ({ page }) => {
  await page.goto(`${executionPage('sleep', 'asleep')}?view=events`);
  test.setTimeout(240_000);
  const gone = new AbortController();
  const path = `/v1/executions:watch`;
  for (let viewer = 0; viewer < 49; viewer++) {
    const response = await fetch(`${process.env.STEPWELL_ENDPOINT}${path}`, { headers: { Authorization: `Bearer ${KEY}`, Accept: 'text/event-stream' }, signal: gone.signal });
    expect(response.status).toBe(200);
    void response.text().catch(() => undefined);
  }
  const took: number[] = [];
  for (let at = 0; at < SEEN; at++) {
    const name = own(`seen-${at}`);
    await start('sleep', name);
    await page.goto(executionPage('sleep', name));
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    const began = Date.now();
    await ask('POST', `executions/${encodeURIComponent(executionArn('sleep', name))}/stop`, {});
    await expect(page.getByText('Aborted', { exact: true })).toBeVisible();
    took.push(Date.now() - began);
  }
  gone.abort();
  took.sort((a, b) => a - b);
  note(`with 50 viewers: from the stop to the screen ${took[SEEN / 2]} ms in the middle, ${took[Math.ceil(SEEN * 0.95) - 1]} ms of 95 % (1,000), ${took.at(-1)} ms at most`);
  expect(took.length).toBe(SEEN);
});
