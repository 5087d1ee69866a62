import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { type ExecutionFilter, type ExecutionStatus, STATUSES } from '../../api/types';
import { readFilter } from '../../model/search';

type Token = PropertyFilterProps.Token;

const TIMES = [
  ['started', '>=', 'startedAfter'],
  ['started', '<', 'startedBefore'],
  ['stopped', '>=', 'stoppedAfter'],
  ['stopped', '<', 'stoppedBefore'],
] as const;

/** A filter as the tokens of a property filter. */
export function tokensOf(filter: ExecutionFilter): Token[] {
  const tokens: Token[] = [];
  if (filter.status !== undefined && filter.status.length > 0) {
    tokens.push({ propertyKey: 'status', operator: '=', value: [...filter.status] });
  }
  const texts = [
    ['stateMachineArn', '=', filter.stateMachineArn],
    ['name', ':', filter.name],
    ['error', '=', filter.error],
    ['text', ':', filter.text],
  ] as const;
  for (const [propertyKey, operator, value] of texts) {
    if (value !== undefined) {
      tokens.push({ propertyKey, operator, value });
    }
  }
  for (const [propertyKey, operator, member] of TIMES) {
    const value = filter[member];
    if (value !== undefined) {
      tokens.push({ propertyKey, operator, value });
    }
  }
  for (const value of filter.attribute ?? []) {
    tokens.push({ propertyKey: 'attribute', operator: ':', value });
  }
  return tokens;
}

/** The filter that tokens make. Free text looks into names; of two tokens that say the same thing differently, the later one holds. */
export function filterOf(tokens: readonly Token[]): ExecutionFilter {
  const words: Record<string, string | readonly string[]> = {};
  const conditions = tokens.filter(({ propertyKey }) => propertyKey === 'attribute').map(({ value }) => String(value));
  if (conditions.length > 0) {
    words.attribute = conditions;
  }
  for (const { propertyKey, operator, value } of tokens) {
    const time = TIMES.find(([key, sign]) => key === propertyKey && sign === operator)?.[2];
    if (propertyKey === 'status') {
      const statuses = ([value].flat() as unknown[]).map(String).filter((one): one is ExecutionStatus => (STATUSES as readonly string[]).includes(one));
      words.status = statuses;
    } else if (time !== undefined) {
      words[time] = String(value);
    } else if (propertyKey !== 'attribute') {
      words[propertyKey ?? 'name'] = String(value);
    }
  }
  return readFilter(words);
}
