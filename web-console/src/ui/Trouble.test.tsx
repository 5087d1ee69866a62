// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { noAnswer, Problem } from '../api/problem';
import { Answer } from './Trouble';

afterEach(cleanup);

const shown = (data: string | undefined, error: unknown, refetch = vi.fn()) =>
  render(
    <Answer of={{ data, error, refetch }} what="the thing" title="Thing">
      {(text) => <p>{text}</p>}
    </Answer>,
  );

it('says what is on its way', () => {
  shown(undefined, null);
  expect(screen.getByText(/Loading the thing/)).toBeTruthy();
  expect(screen.getByText('Thing')).toBeTruthy();
});

it.each([
  [new Problem(403, 'AccessDeniedException', 'no', 'r-1'), 'You may not see this'],
  [new Problem(400, 'ExecutionDoesNotExist', 'no', 'r-1'), 'This is not here any more'],
  [new Problem(412, 'PreconditionFailed', 'no', 'r-1'), 'Changed by somebody else meanwhile: reload, and look again'],
  [new Problem(500, 'InternalFailure', 'no', 'r-1'), 'This did not work'],
])('%s: %s', (problem, words) => {
  const refetch = vi.fn();
  shown(undefined, problem, refetch);
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getByText(/request r-1/)).toBeTruthy();
  fireEvent.click(screen.getByText('Try again'));
  expect(refetch).toHaveBeenCalledOnce();
});

it('keeps what was there while the server is away', () => {
  shown('kept', noAnswer());
  expect(screen.getByText('kept')).toBeTruthy();
  expect(screen.getByText('The server is away')).toBeTruthy();
});
