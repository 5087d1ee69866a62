import { nameOf } from './arn';
import { domainAddress } from './addresses';

/** One step on the way to a view. */
export interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** The views that the way begins with, by the first word of their addresses. */
export const PLACES: Readonly<Record<string, string>> = {
  'state-machines': 'State machines',
  executions: 'Executions',
  activities: 'Activities',
  swf: 'SWF domains',
  schedule: 'Schedules',
  webhooks: 'Webhooks',
  compare: 'Compare',
  quotas: 'Quotas',
};

/** Places whose things are named by a word of their own and not by an ARN. */
const PLAIN = new Set(['schedule', 'webhooks']);

/** The way to a view, without the first page; empty where an address names none. */
export function trailOf(path: string): readonly Crumb[] {
  const [place = '', ...rest] = path.split('/').slice(1).map(decoded);
  const label = PLACES[place];
  if (label === undefined) {
    return [];
  }
  const first = { text: label, href: `/${place}` };
  if (rest[0] === undefined) {
    return [first];
  }
  return place === 'swf' ? [first, ...within(rest[0], rest.slice(1), path)] : [first, { text: PLAIN.has(place) ? rest[0] : nameOf(rest[0]), href: path }];
}

function within(domain: string, [room, ...rest]: readonly string[], path: string): readonly Crumb[] {
  const home = { text: domain, href: domainAddress(domain) };
  const here = (text: string) => ({ text, href: path });
  switch (room) {
    case 'executions':
      return [home, here(rest[0] ?? '')];
    case 'workflow-types':
      return [home, { text: 'Workflow types', href: domainAddress(domain, { tab: 'workflowTypes' }) }, here(rest.join(' '))];
    case 'activity-types':
      return [home, { text: 'Activity types', href: domainAddress(domain, { tab: 'activityTypes' }) }, here(rest.join(' '))];
    default:
      return [home];
  }
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
