import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');
/** What each room may know, itself always included. */
const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
  api: ['model'],
  model: ['api/types'],
  ui: ['model', 'api/problem'],
  parts: ['model', 'ui', 'api'],
  pages: ['model', 'ui', 'parts', 'api'],
  app: ['model', 'ui', 'parts', 'api', 'pages'],
};

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

function imports(file: string): string[] {
  const text = readFileSync(join(SOURCES, file), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, to]) => normalize(join(dirname(file), to ?? '')));
}

it('has rooms that know only what they may', () => {
  const wrong = files.flatMap((file) => {
    const [room = '', page] = file.split('/');
    return imports(file)
      .filter((to) => !to.startsWith(room === 'pages' ? `pages/${page}` : room))
      .filter((to) => !(MAY_KNOW[room] ?? []).some((known) => to === known || to.startsWith(`${known}/`)))
      .map((to) => `${file} imports ${to}`);
  });
  expect(wrong).toEqual([]);
});

it('asks the server in one place only', () => {
  const askers = files.filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.test.tsx') && /\bfetch\(|new EventSource\(|XMLHttpRequest/.test(readFileSync(join(SOURCES, file), 'utf8')));
  expect(askers.sort()).toEqual(['api/client.ts', 'api/health.ts', 'api/live.ts']);
});

it('says no words of the product in its design system', () => {
  const said = files.filter((file) => file.startsWith('ui/') && /\b(execution|state machine|activity|workflow)\b/i.test(readFileSync(join(SOURCES, file), 'utf8')));
  expect(said).toEqual([]);
});
