import { describe, expect, it } from 'vitest';
import { readHealth, UNREACHABLE } from './health';

describe('readHealth', () => {
  it('reads the server and its parts by name', () => {
    const answer = {
      name: 'stepwell',
      status: 'UP',
      details: { redis: { status: 'UP' }, postgres: { status: 'DOWN', details: { version: '18.6', pool: {} } } },
    };
    expect(readHealth(answer)).toEqual({
      status: 'UP',
      parts: [
        { name: 'postgres', status: 'DOWN', facts: [{ name: 'version', value: '18.6' }] },
        { name: 'redis', status: 'UP', facts: [] },
      ],
    });
  });

  it.each([null, 'UP', [], {}, { status: 'FINE' }, { status: 'UNKNOWN', details: 7 }])('takes %j for unknown', (answer) => {
    expect(readHealth(answer)).toEqual(UNREACHABLE);
  });
});
