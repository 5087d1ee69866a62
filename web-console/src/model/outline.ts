import type { Block, StateNode, Transition } from './definition';

/** One line of a machine told as text: for those who read with ears or keys, and to be copied. */
export interface OutlineLine {
  readonly name: string;
  readonly depth: number;
  readonly text: string;
}

/** The whole machine in words, a line a state, branches and items indented. */
export function outline(block: Block, depth = 0): OutlineLine[] {
  return block.states.flatMap((state) => [
    { name: state.name, depth, text: sentence(state, block.transitions.filter(({ from }) => from === state.name)) },
    ...state.blocks.flatMap((inner) => outline(inner, depth + 1)),
  ]);
}

function sentence(state: StateNode, ways: readonly Transition[]): string {
  const words = [`${state.name}, ${state.type}`];
  if (state.isStart) {
    words.push('starts');
  }
  if (state.blocks.length > 1) {
    words.push(`${state.blocks.length} branches`);
  }
  words.push(...ways.map(way));
  if (state.isEnd) {
    words.push(state.type === 'Fail' ? 'fails' : 'ends');
  }
  return words.join('; ');
}

function way({ kind, to, label }: Transition): string {
  switch (kind) {
    case 'next':
      return `then ${to}`;
    case 'choice':
      return `${label} to ${to}`;
    case 'default':
      return `otherwise ${to}`;
    case 'catch':
      return `on ${label} to ${to}`;
  }
}
