import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { HomePage } from './HomePage';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('shows the parts of a healthy server', async () => {
  const answer = { status: 'UP', details: { postgres: { status: 'UP', details: { milliseconds: 3 } } } };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(answer)));
  render(<HomePage />);
  expect(await screen.findByText('PostgreSQL')).toBeTruthy();
  expect(screen.getByText('3 milliseconds to answer')).toBeTruthy();
  expect(screen.getAllByText('Up')).toHaveLength(2);
});

it('says so when the server does not answer', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
  render(<HomePage />);
  expect(await screen.findByText('No answer')).toBeTruthy();
});
