import { executedMachineQuery, executionQuery, firstEventsQuery } from '../api/executions';
import { sessionQuery } from '../api/session';
import { queries } from './queries';

/** Asks for what the view of an execution will ask for, while its code is on the way. */
export async function lookAhead(arn: string): Promise<void> {
  const session = await queries.ensureQueryData(sessionQuery).catch(() => null);
  if (session !== null) {
    void queries.prefetchQuery(firstEventsQuery(arn));
    void queries.prefetchQuery(executionQuery(arn));
    void queries.prefetchQuery(executedMachineQuery(arn));
  }
}
