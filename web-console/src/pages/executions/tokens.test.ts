import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../api/types';
import { filterOf, tokensOf } from './tokens';

const time = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());
const text = fc.string({ minLength: 1, maxLength: 20 });

describe('the tokens of the filter field', () => {
  it('are the filter and nothing else: 500 generated ones', () => {
    const filters = fc.record(
      { stateMachineArn: text, status: fc.subarray([...STATUSES], { minLength: 1 }), name: text, error: text, startedAfter: time, startedBefore: time, stoppedAfter: time, stoppedBefore: time, text, attribute: fc.array(text, { minLength: 1, maxLength: 5 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (filter) => {
        expect(filterOf(tokensOf(filter))).toEqual(filter);
      }),
      { numRuns: 500 },
    );
  });

  it('take words without a property for a name, and a day for its beginning', () => {
    expect(
      filterOf([
        { operator: ':', value: 'order' },
        { propertyKey: 'started', operator: '>=', value: '2026-01-02' },
      ]),
    ).toEqual({ name: 'order', startedAfter: '2026-01-02T00:00:00.000Z' });
  });
});
