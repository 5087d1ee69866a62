import { useQuery } from '@tanstack/react-query';
import { depthQuery } from '../../api/swf/taskLists';

/** How many tasks wait in a task list; a dash while that is not known. */
export function Depth({ domain, taskList, kind }: { domain: string; taskList: string; kind: 'decision' | 'activity' }) {
  const { data } = useQuery(depthQuery(domain, taskList, kind));
  return <span>{data === undefined ? '–' : `${data.count.toLocaleString('en')}${data.truncated === true ? '+' : ''}`}</span>;
}
