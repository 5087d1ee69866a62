import type { ExecutionWait } from '../api/types';
import { nameOf } from './arn';
import { distance } from './times';

/** Why an execution waits at one place, as a sentence for people. */
export function whyWaiting(wait: ExecutionWait, now: number): string {
  const until = wait.until === undefined ? '' : `, ${distance(Date.parse(wait.until), now)}`;
  const resource = wait.resource === undefined ? '' : nameOf(wait.resource) || wait.resource;
  const attempt = wait.attempt === undefined || wait.attempt < 1 ? '' : ` (attempt ${wait.attempt})`;
  switch (wait.kind) {
    case 'TIMER':
      return `waits for its time${until}`;
    case 'WORKER':
      return `waits for a worker to take the task ${resource}${attempt}`;
    case 'HEARTBEAT':
      return `${wait.workerName ?? 'a worker'} has the task ${resource}${attempt}; its next heartbeat is due${until}`;
    case 'TOKEN':
      return `waits for somebody to give back its task token${attempt}${until === '' ? '' : `; times out${until}`}`;
    case 'RETRY':
      return `tries again${attempt}${until}`;
    case 'CHILD':
      return `waits for the execution ${resource} to end`;
    case 'FUNCTION':
      return `waits for ${resource === '' ? 'the function' : resource} to answer${attempt}`;
    case 'CONCURRENCY':
      return `${wait.waitingCount ?? 'some'} items wait until fewer run at the same time`;
  }
}
