import { defineConfig } from '@playwright/test';

const browser = process.env.CHROMIUM;

export default defineConfig({
  testDir: '.',
  outputDir: '../target/e2e/failures',
  globalSetup: './seed.ts',
  timeout: 120_000,
  // A browser that a small, busy machine starved gets a second chance; the report says so.
  retries: 1,
  expect: { timeout: 30_000 },
  // Two cores, shared with the server: more browsers would only wait for one another.
  workers: 2,
  fullyParallel: true,
  reporter: [['list'], ['junit', { outputFile: `../target/e2e/${process.env.RESULTS ?? 'results'}.xml` }]],
  use: {
    baseURL: process.env.STEPWELL_ENDPOINT,
    viewport: { width: 1360, height: 900 },
    storageState: 'target/e2e/session.json',
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--js-flags=--expose-gc'],
    },
  },
});
