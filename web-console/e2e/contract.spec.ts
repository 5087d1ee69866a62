import { readFileSync } from 'node:fs';
import { contractTypes, describedBy } from '../build/contract';
import { expect, test } from './page';

test('the console’s types are those that the server describes', async () => {
  const written = contractTypes(await describedBy(process.env.STEPWELL_ENDPOINT ?? ''));
  expect(written, 'run: npm run contract -- ENDPOINT').toBe(readFileSync('src/api/contract.ts', 'utf8'));
});
