import { chromium, type FullConfig } from '@playwright/test';
import { HOSTILE, HOSTILE_NAMES } from './hostile';
import { FLAKY, HELLO, LONG, LOOP, named, ORDERS, SLEEP, TEXTS } from './machines';
import { fillSwf, hasSwf } from './swf';
import { ask, createMachine, ended, executionArn, fail, KEY, start, statusOf, succeed, takeTask, takeWork } from './server';

/** Fills the server with what the scenarios look at, and signs in once for all of them. */
export default async function seed(config: FullConfig): Promise<void> {
  // A server that was filled before, by whoever works on the scenarios, is not filled again.
  if ((await statusOf('hello', 'hello-59').catch(() => undefined)) === undefined) {
    await fill();
    await harm();
  }
  if (!(await hasSwf())) {
    await fillSwf();
  }
  await signIn(config);
}

async function fill(): Promise<void> {
  for (const name of ['pack', 'flaky', 'texts']) {
    await ask('POST', 'activities', { name });
  }
  const { stateMachineVersionArn } = await createMachine('orders', ORDERS, { publish: true });
  await ask('POST', 'stateMachineAliases', { name: 'live', routingConfiguration: [{ stateMachineVersionArn, weight: 100 }] });
  for (const [name, definition] of Object.entries({ hello: HELLO, sleep: SLEEP, flaky: FLAKY, loop: LOOP, long: LONG, texts: TEXTS })) {
    await createMachine(name, definition);
  }
  await createMachine('unused', HELLO);
  const items = Array.from({ length: 12 }, (_, weight) => ({ sku: `A${weight}`, weight }));
  await start('loop', 'long-loop');
  await start('flaky', 'tried');
  await start('orders', 'order-1', { items });
  await start('orders', 'heavy-1', { items: [{ sku: 'A', weight: 3 }, { sku: 'anvil', weight: 90 }, { sku: 'B', weight: 4 }] });
  await start('orders', 'empty-1', {});
  await start('sleep', 'asleep', '{"n":12345678901234567890.10}');
  await start('hello', 'hostile', { texts: HOSTILE });
  for (let at = 0; at < 60; at++) {
    await start('hello', `hello-${String(at).padStart(2, '0')}`, { at });
  }
  await fail(await takeTask('flaky', 'worker-one'), 'Again', HOSTILE.join('\n'));
  await succeed(await takeTask('flaky', 'worker-two'), { fine: true });
  for (const [machine, name] of [['loop', 'long-loop'], ['flaky', 'tried'], ['orders', 'heavy-1'], ['orders', 'empty-1'], ['hello', 'hello-59']] as const) {
    await ended(machine, name);
  }
}

/** Texts that would do harm if they were more than texts, wherever texts are shown. */
async function harm(): Promise<void> {
  const description = HOSTILE[2] ?? '';
  const definition = named(HOSTILE_NAMES, description, HOSTILE.join('\n'));
  const { stateMachineVersionArn } = await createMachine('hostile', definition, { publish: true, versionDescription: description });
  await ask('POST', 'stateMachineAliases', { name: 'hostile', description, routingConfiguration: [{ stateMachineVersionArn, weight: 100 }] });
  await start('hostile', 'hostile', { texts: HOSTILE });
  await start('texts', 'hostile', { texts: HOSTILE_NAMES });
  for (const [at, text] of HOSTILE_NAMES.entries()) {
    // Which item's task comes first is nobody's business: each fails with its own text.
    const { taskToken, input } = await takeWork('texts', 'reader');
    await fail(taskToken, JSON.parse(input) as string, JSON.parse(input) as string);
    await start('sleep', `hostile-stop-${at}`);
    await ask('POST', `executions/${encodeURIComponent(executionArn('sleep', `hostile-stop-${at}`))}/stop`, { error: text, cause: text });
  }
}

async function signIn(config: FullConfig): Promise<void> {
  const use = config.projects[0]?.use;
  const browser = await chromium.launch(use?.launchOptions);
  const page = await browser.newPage({ baseURL: use?.baseURL ?? '' });
  await page.goto('/');
  await page.getByLabel('API key').fill(KEY);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  await page.context().storageState({ path: 'target/e2e/session.json' });
  await browser.close();
}
