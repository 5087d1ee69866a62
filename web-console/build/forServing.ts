import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const SMALL = 1024;
const INLINE_FONT = /url\(["']?data:font\/woff2;base64,([A-Za-z0-9+/=]+)["']?\)/g;
const TEXT = /\.(js|css|html|svg|txt)$/;

const tag = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/**
 * Makes the built folder ready to be served without work at run time: the README beside the page, a brotli and a gzip form beside
 * every larger text, and `files.txt`, which names each file with its entity tag. The server serves what that list names, nothing else.
 */
export function forServing(): Plugin {
  let folder = '';
  return {
    name: 'stepwell-for-serving',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    generateBundle(_options, bundle) {
      for (const sheet of Object.values(bundle)) {
        if (sheet.type === 'asset' && sheet.fileName.endsWith('.css')) {
          // The component library's sheet carries its fonts within itself: as files they are loaded only when used.
          sheet.source = String(sheet.source).replace(INLINE_FONT, (_url, base64: string) => {
            const source = Buffer.from(base64, 'base64');
            const fileName = `assets/font-${tag(source)}.woff2`;
            this.emitFile({ type: 'asset', fileName, source });
            return `url(/${fileName})`;
          });
        }
      }
      this.emitFile({ type: 'asset', fileName: 'README.txt', source: readFileSync(join(import.meta.dirname, '../../README.md')) });
    },
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => statSync(join(folder, file)).isFile())
        .sort();
      const lines = files.map((file) => {
        const bytes = readFileSync(join(folder, file));
        const packed = TEXT.test(file) && bytes.length > SMALL;
        if (packed) {
          writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes));
          writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
        }
        return `${file} ${tag(bytes)} ${packed ? 'packed' : 'plain'}\n`;
      });
      writeFileSync(join(folder, 'files.txt'), lines.join(''));
    },
  };
}
