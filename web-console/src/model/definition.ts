import { isObject, textOf } from './json';

/** How one state may be left. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  /** `next` for the plain way, `choice` for a rule, `default` for none of them, `catch` for an error. */
  readonly kind: 'next' | 'choice' | 'default' | 'catch';
  /** The rule's place or the errors caught, in words; empty for the plain way. */
  readonly label: string;
}

/** One state of a machine. */
export interface StateNode {
  readonly name: string;
  readonly type: string;
  /** What a Task calls, as it stands in the definition. */
  readonly resource: string;
  readonly comment: string;
  readonly isStart: boolean;
  readonly isEnd: boolean;
  /** The blocks inside a Parallel (one a branch) or a Map (one). */
  readonly blocks: readonly Block[];
}

/** One `States` block. No transition leaves it. */
export interface Block {
  /** States in an order that follows the transitions from the start, whatever the order of the text. */
  readonly states: readonly StateNode[];
  readonly transitions: readonly Transition[];
}

/** Reads a definition as far as it can be drawn. What is not understood is left out; undefined when there is nothing to draw. */
export function readDefinition(text: string): Block | undefined {
  try {
    const block = readBlock(JSON.parse(text));
    return block.states.length === 0 ? undefined : block;
  } catch {
    return undefined;
  }
}

function readBlock(value: unknown): Block {
  const states = isObject(value) && isObject(value.States) ? value.States : {};
  const start = textOf(value, 'StartAt') ?? '';
  const all = new Map(Object.entries(states).map(([name, state]) => [name, transitionsOf(name, state)] as const));
  const order = reachable(start, all);
  return {
    states: order.map((name) => readState(name, states[name], name === start)),
    transitions: order.flatMap((name) => (all.get(name) ?? []).filter(({ to }) => all.has(to))),
  };
}

/** States by their distance from the start, then those that nothing leads to, by name: no part of this looks at the text's order. */
function reachable(start: string, all: ReadonlyMap<string, readonly Transition[]>): string[] {
  const seen = new Set<string>();
  const visit = (first: string) => {
    const queue = [first];
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      if (!seen.has(name) && all.has(name)) {
        seen.add(name);
        queue.push(...(all.get(name) ?? []).map(({ to }) => to));
      }
    }
  };
  visit(start);
  [...all.keys()].sort().forEach(visit);
  return [...seen];
}

function readState(name: string, value: unknown, isStart: boolean): StateNode {
  const type = textOf(value, 'Type') ?? '?';
  const state = isObject(value) ? value : {};
  return {
    name,
    type,
    resource: textOf(value, 'Resource') ?? '',
    comment: textOf(value, 'Comment') ?? '',
    isStart,
    isEnd: state.End === true || type === 'Succeed' || type === 'Fail',
    blocks: blocksOf(type, state),
  };
}

function blocksOf(type: string, state: Readonly<Record<string, unknown>>): Block[] {
  if (type === 'Parallel' && Array.isArray(state.Branches)) {
    return state.Branches.map(readBlock);
  }
  return type === 'Map' ? [readBlock(state.ItemProcessor ?? state.Iterator)] : [];
}

function transitionsOf(from: string, value: unknown): Transition[] {
  const state = isObject(value) ? value : {};
  const list = (member: string) => (Array.isArray(state[member]) ? (state[member] as unknown[]) : []);
  const made: Transition[] = [];
  const add = (to: string | undefined, kind: Transition['kind'], label: string) => {
    if (to !== undefined) {
      made.push({ from, to, kind, label });
    }
  };
  list('Choices').forEach((rule, at) => add(textOf(rule, 'Next'), 'choice', textOf(rule, 'Comment') ?? `rule ${at + 1}`));
  add(textOf(value, 'Next'), 'next', '');
  add(textOf(value, 'Default'), 'default', 'otherwise');
  list('Catch').forEach((catcher) => add(textOf(catcher, 'Next'), 'catch', errorsOf(catcher)));
  return made;
}

function errorsOf(catcher: unknown): string {
  const errors = isObject(catcher) && Array.isArray(catcher.ErrorEquals) ? catcher.ErrorEquals : [];
  return errors.filter((error) => typeof error === 'string').join(', ');
}

/** All states of a block and of the blocks inside it, outer ones first. */
export function allStates(block: Block): StateNode[] {
  return block.states.flatMap((state) => [state, ...state.blocks.flatMap(allStates)]);
}

/** The states that hold the state of that name, outermost first; undefined when there is no such state. */
export function pathTo(block: Block, name: string): string[] | undefined {
  for (const state of block.states) {
    if (state.name === name) {
      return [];
    }
    for (const inner of state.blocks) {
      const found = pathTo(inner, name);
      if (found !== undefined) {
        return [state.name, ...found];
      }
    }
  }
  return undefined;
}
