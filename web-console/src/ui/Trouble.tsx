import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { ReactNode } from 'react';
import { asProblem, type Problem } from '../api/problem';

/** Says what went wrong and what may be done: not allowed, not there, the server away, or an error with its request's id. */
export function Trouble({ of, onRetry }: { of: unknown; onRetry?: () => void }) {
  const problem = asProblem(of);
  const retry = onRetry === undefined ? {} : { action: <Button onClick={onRetry}>Try again</Button> };
  return (
    <Alert type={problem.isPassing ? 'warning' : problem.isForbidden || problem.isGone ? 'info' : 'error'} header={header(problem)} {...retry}>
      <div>{problem.message}</div>
      {problem.requestId === '' ? null : (
        <Box variant="small">
          {problem.error} · request {problem.requestId}
        </Box>
      )}
    </Alert>
  );
}

function header(problem: Problem): string {
  if (problem.isPassing) {
    return 'The server is away';
  }
  if (problem.isForbidden) {
    return 'You may not see this';
  }
  if (problem.isStale) {
    return 'Changed by somebody else meanwhile: reload, and look again';
  }
  return problem.isGone ? 'This is not here any more' : 'This did not work';
}

/** While something is on its way. */
export function Loading({ what }: { what: string }) {
  return (
    <Box textAlign="center" padding="l" color="text-status-inactive">
      <span role="status">
        <Spinner /> Loading {what}
      </span>
    </Box>
  );
}

/** A place with nothing in it yet: why, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Box textAlign="center" padding="l" color="inherit">
      <SpaceBetween size="xs">
        <b>{title}</b>
        {children === undefined ? null : <Box color="text-body-secondary">{children}</Box>}
      </SpaceBetween>
    </Box>
  );
}

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Shows what was asked for once it is there, and until then its trouble or its being on the way, under the title of the page if it is one. */
export function Answer<T>({ of, what, title, children }: { of: Asked<T>; what: string; title?: string; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) {
    return (
      <>
        {of.error === null || !asProblem(of.error).isPassing ? null : <Trouble of={of.error} />}
        {children(of.data)}
      </>
    );
  }
  return (
    <SpaceBetween size="l">
      {title === undefined ? null : <Header variant="h1">{title}</Header>}
      {of.error === null ? <Loading what={what} /> : <Trouble of={of.error} onRetry={() => void of.refetch()} />}
    </SpaceBetween>
  );
}
