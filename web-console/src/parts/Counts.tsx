import type { ExecutionStatus, StatusCounts } from '../api/types';
import { executionsAddress } from '../model/addresses';
import type { Words } from '../model/search';
import { GoLink } from '../ui/GoLink';

const MEMBERS = [
  ['RUNNING', 'running'],
  ['SUCCEEDED', 'succeeded'],
  ['FAILED', 'failed'],
  ['TIMED_OUT', 'timedOut'],
  ['ABORTED', 'aborted'],
] as const;

/** How many there are of one status. */
export function countOf(counts: StatusCounts, status: ExecutionStatus): number {
  const member = MEMBERS.find(([one]) => one === status)?.[1];
  return member === undefined ? 0 : counts[member];
}

interface CountLinkProps {
  readonly counts: StatusCounts;
  readonly status: ExecutionStatus;
  /** The rest of the filter that counted. */
  readonly words: Words;
  /** What is counted, for those who hear the number alone. */
  readonly label: string;
  readonly isLarge?: boolean;
}

/** A number that leads to the executions it counts; a plain nought where there are none. */
export function CountLink({ counts, status, words, label, isLarge = false }: CountLinkProps) {
  const count = countOf(counts, status);
  return count === 0 ? (
    <span>0</span>
  ) : (
    <GoLink href={executionsAddress({ ...words, status })} {...(isLarge ? { variant: 'awsui-value-large' as const } : {})}>
      {count.toLocaleString('en')}
      <span className="unseen"> {label}</span>
    </GoLink>
  );
}
