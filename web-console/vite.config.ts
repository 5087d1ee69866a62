import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { budget } from './build/budget.ts';
import { forServing } from './build/forServing.ts';

export default defineConfig({
  plugins: [react(), budget(), forServing()],
  build: {
    // Straight into the jar, as resources that the gateway's HTTP server serves.
    outDir: 'target/classes/dev/stepwell/console',
    emptyOutDir: true,
    // Nothing as data: URLs: the content security policy allows the server's own files only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { '/health': 'http://127.0.0.1:8080', '/v1': 'http://127.0.0.1:8080' } },
  test: { include: ['src/**/*.test.{ts,tsx}'], server: { deps: { inline: [/@cloudscape-design/] } } },
});
