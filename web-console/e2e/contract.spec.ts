import { readFileSync } from 'node:fs';
import { contractTypes, describedBy } from '../build/contract';
import { expect, test } from './page';

/** Every member with the shape that it stands in. */
function members(types: string): string[] {
  let shape = '';
  return types.split('\n').flatMap((line) => {
    shape = /^export interface (\w+)/.exec(line)?.[1] ?? shape;
    return line.startsWith('  readonly ') ? [`${shape}: ${line.trim()}`] : [];
  });
}

test('all that the console’s types say the server describes; it may describe more', async () => {
  const described = new Set(members(contractTypes(await describedBy(process.env.STEPWELL_ENDPOINT ?? ''))));
  const spoken = members(readFileSync('src/api/contract.ts', 'utf8'));
  expect(spoken.length).toBeGreaterThan(100);
  expect(spoken.filter((member) => !described.has(member)), 'run: npm run contract -- ENDPOINT').toEqual([]);
});
