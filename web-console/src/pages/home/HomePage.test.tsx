import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { HomePage } from './HomePage';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('shows the parts of a healthy server', async () => {
  const answer = { status: 'UP', details: { postgres: { status: 'UP', details: { version: '18.6' } } } };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(answer)));
  render(<HomePage />);
  expect(await screen.findByText('postgres')).toBeTruthy();
  expect(screen.getByText('version 18.6')).toBeTruthy();
  expect(screen.getAllByText('Up')).toHaveLength(2);
});

it('says so when the server does not answer', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
  render(<HomePage />);
  expect(await screen.findByText('No answer')).toBeTruthy();
});
