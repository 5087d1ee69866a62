import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { budget } from './build/budget.ts';
import { forServing } from './build/forServing.ts';

const PIECES = /src\/(ui\/(?!editor|grid)|parts\/(ExecutionMark|LiveBar)|api\/|model\/addresses)|@cloudscape-design\/components\/(select|text-filter|key-value-pairs)\//;

export default defineConfig({
  plugins: [react(), budget(), forServing()],
  build: {
    // Straight into the jar, as resources that the gateway's HTTP server serves.
    outDir: 'target/classes/dev/stepwell/console',
    emptyOutDir: true,
    // Nothing as data: URLs: the content security policy allows the server's own files only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    // What most views share comes in one file: a browser asks for six at a time, and a view of twenty files would wait for four rounds.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'pieces', test: PIECES }] } } },
  },
  server: { proxy: { '/health': 'http://127.0.0.1:8080', '/v1': 'http://127.0.0.1:8080' } },
  test: { include: ['src/**/*.test.{ts,tsx}'], server: { deps: { inline: [/@cloudscape-design/] } } },
});
