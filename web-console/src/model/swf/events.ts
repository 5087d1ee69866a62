import type { SwfEvent } from '../../api/types';
import { isObject, textOf } from '../json';

/** What an event says besides its type, id and time. */
export type Attributes = Readonly<Record<string, unknown>>;

/** The attributes of an event, which stand in the one member that is named after its type. */
export function attributesOf(event: SwfEvent): Attributes {
  const { eventType } = event;
  const found = event[`${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`];
  return isObject(found) ? found : {};
}

/** The id of an event that attributes name; undefined for none, which AWS writes as 0. */
export function idIn(attributes: Attributes, member: string): number | undefined {
  const id = Number(attributes[member] ?? 0);
  return id > 0 ? id : undefined;
}

/** A name with its version, such as a type's. */
export function typeIn(attributes: Attributes, member: string): string | undefined {
  const name = textOf(attributes[member], 'name');
  return name === undefined ? undefined : `${name} ${textOf(attributes[member], 'version') ?? ''}`.trim();
}

/** Another event of the same history that an event names, and as what. */
export interface Reference {
  readonly role: string;
  readonly id: number;
}

/** What they are to the event, in words. */
const ROLES: Readonly<Record<string, string>> = {
  scheduledEventId: 'scheduled by',
  startedEventId: 'started by',
  initiatedEventId: 'initiated by',
  decisionTaskCompletedEventId: 'decided by',
  latestCancelRequestedEventId: 'cancel requested by',
};

/** The events of its own history that an event names. Those of another run's history are told under names of their own. */
export function referencesOf(event: SwfEvent): readonly Reference[] {
  const attributes = attributesOf(event);
  return Object.entries(ROLES).flatMap(([member, role]) => {
    const id = idIn(attributes, member);
    return id === undefined ? [] : [{ role, id }];
  });
}
