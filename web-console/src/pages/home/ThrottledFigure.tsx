import Popover from '@cloudscape-design/components/popover';
import { useQuery } from '@tanstack/react-query';
import { throttlingQuery } from '../../api/executions';
import type { Throttling } from '../../api/types';

/** How many requests were throttled within the hour, and which; a dash while that is not known. */
export function ThrottledFigure() {
  const { data } = useQuery(throttlingQuery);
  if (data === undefined) {
    return <span>–</span>;
  }
  return data.lastHour === 0 ? (
    <span>0</span>
  ) : (
    <Popover header="Throttled within the last hour" content={<Actions of={data} />} dismissAriaLabel="Close" triggerType="custom">
      <button type="button" className="figure">
        {data.lastHour.toLocaleString('en')}
        <span className="unseen"> throttled requests</span>
      </button>
    </Popover>
  );
}

function Actions({ of }: { of: Throttling }) {
  return (
    <ul className="waits">
      {of.actions
        .filter((one) => one.lastHour > 0)
        .map((one) => (
          <li key={one.action}>
            {one.action}: {one.lastHour.toLocaleString('en')}
          </li>
        ))}
    </ul>
  );
}
