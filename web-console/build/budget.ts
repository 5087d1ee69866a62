import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** What a browser may have to load before it shows the first page, in bytes of gzipped JavaScript. */
const BUDGET = 350_000;
/** The view that is seen first, besides the page itself. */
const FIRST = /\/views\/HomeView\.tsx$/;

/** Fails a build whose first page needs more JavaScript than its budget, and says what it is made of. */
export function budget(): Plugin {
  return {
    name: 'stepwell-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = new Map(Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])));
      const needed = new Set<Rollup.OutputChunk>();
      const need = (chunk: Rollup.OutputChunk | undefined) => {
        if (chunk !== undefined && !needed.has(chunk)) {
          needed.add(chunk);
          chunk.imports.forEach((file) => need(chunks.get(file)));
        }
      };
      [...chunks.values()].filter(({ isEntry, facadeModuleId }) => isEntry || FIRST.test(facadeModuleId ?? '')).forEach(need);
      const sizes = [...needed].map(({ fileName, code }) => ({ fileName, size: gzipSync(code, { level: 9 }).length }));
      const whole = sizes.reduce((sum, { size }) => sum + size, 0);
      const words = `the first page needs ${Math.round(whole / 1000)} kB of JavaScript (gzip) of ${BUDGET / 1000} kB`;
      if (whole > BUDGET) {
        this.error(`${words}:\n${sizes.map(({ fileName, size }) => `  ${size} ${fileName}`).join('\n')}`);
      }
      this.info(words);
    },
  };
}
