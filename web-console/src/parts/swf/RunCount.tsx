import { useQuery } from '@tanstack/react-query';
import { countQuery } from '../../api/swf/executions';
import { domainAddress } from '../../model/addresses';
import { type SwfFilter, writeSwfFilter } from '../../model/swf/filter';
import { GoLink } from '../../ui/GoLink';

/** Seldom, as a page may hold many of these. */
const EVERY_MS = 30_000;

/** How many runs satisfy a filter, leading to them; a plain nought where there are none, a dash while that is not known. */
export function RunCount({ domain, filter, label }: { domain: string; filter: SwfFilter; label: string }) {
  const { data } = useQuery(countQuery(domain, filter, EVERY_MS));
  if (data?.count === 0) {
    return <span>0</span>;
  }
  return (
    <GoLink href={domainAddress(domain, writeSwfFilter(filter))}>
      {data === undefined ? '–' : `${data.count.toLocaleString('en')}${data.truncated === true ? '+' : ''}`}
      <span className="unseen"> {label}</span>
    </GoLink>
  );
}
