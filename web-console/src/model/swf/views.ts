import type { RegistrationStatus } from '../../api/types';
import type { Words } from '../search';
import { readSwfFilter, type SwfFilter, writeSwfFilter } from './filter';

const first = (value: Words[string]): string | undefined => (typeof value === 'string' ? value : value?.[0]);
const all = (value: Words[string]): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value);

/** Which of the two lists of domains or types an address names. */
export const readRegistration = (words: Words): RegistrationStatus => (first(words.registration) === 'deprecated' ? 'DEPRECATED' : 'REGISTERED');

/** Its word in an address. */
export const writeRegistration = (status: RegistrationStatus): string | undefined => (status === 'DEPRECATED' ? 'deprecated' : undefined);

export const DOMAIN_TABS = ['executions', 'workflowTypes', 'activityTypes', 'taskLists'] as const;

/** What the page of a domain shows. */
export interface DomainView {
  readonly tab: (typeof DOMAIN_TABS)[number];
  readonly filter: SwfFilter;
  readonly registration: RegistrationStatus;
  /** The name that types are looked for by. */
  readonly name: string;
  /** Task lists that are looked at besides those of the types. */
  readonly lists: readonly string[];
}

/** Reads what the page of a domain shows. */
export function readDomainView(words: Words): DomainView {
  return {
    tab: DOMAIN_TABS.find((tab) => tab === first(words.tab)) ?? 'executions',
    filter: readSwfFilter(words),
    registration: readRegistration(words),
    name: first(words.name) ?? '',
    lists: all(words.list).filter((name) => name !== ''),
  };
}

/** The address of what the page of a domain shows. */
export function writeDomainView({ tab, filter, registration, name, lists }: DomainView): Words {
  return {
    tab: tab === 'executions' ? undefined : tab,
    ...writeSwfFilter(filter),
    registration: writeRegistration(registration),
    name: name === '' ? undefined : name,
    list: lists.length === 0 ? undefined : lists,
  };
}

export const RUN_TABS = ['decisions', 'events', 'activities', 'timers', 'children', 'signals', 'data'] as const;

/** Which of its faces the page of a run shows. */
export type RunTab = (typeof RUN_TABS)[number];

/** What the page of a run shows. */
export interface RunView {
  readonly tab: RunTab;
  readonly event: number | undefined;
  /** The decision task or other work whose details are shown, by the event that opened it. */
  readonly chosen: number | undefined;
  /** Whether the latest events come first. */
  readonly isReversed: boolean;
}

/** Reads what the page of a run shows. */
export function readRunView(words: Words): RunView {
  return {
    tab: RUN_TABS.find((tab) => tab === first(words.view)) ?? 'decisions',
    event: id(first(words.event)),
    chosen: id(first(words.chosen)),
    isReversed: first(words.order) === 'reverse',
  };
}

/** The address of what the page of a run shows. */
export function writeRunView({ tab, event, chosen, isReversed }: RunView): Words {
  return { view: tab === 'decisions' ? undefined : tab, event: event?.toString(), chosen: chosen?.toString(), order: isReversed ? 'reverse' : undefined };
}

function id(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
