import { Graph, layout } from '@dagrejs/dagre';
import type { Block, StateNode, Transition } from './definition';
import { shapingTransitions } from './shape';

/** A state with its place, measured from the corner of the whole picture. */
export interface Placed {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How many states it lies in. */
  readonly depth: number;
  readonly state: Omit<StateNode, 'blocks'>;
  /** Whether it is drawn as a frame around its inner states. */
  readonly isFrame: boolean;
  /** How many states a folded one hides. */
  readonly hidden: number;
}

/** A transition with the points its line goes through. */
export interface Line {
  readonly id: string;
  readonly transition: Transition;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A whole picture. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly states: readonly Placed[];
  readonly lines: readonly Line[];
}

const WIDTH = 196;
const HEIGHT = 52;
const TITLE = 40;
const MARGIN = 20;
const GAP = 28;
/** From here on ranks are found the quick way. */
const LARGE = 120;

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/**
 * Lays a definition out. Transitions never leave their block, so inner blocks are laid out first and stand outside as one box of their
 * size. Frames named in `folded` are drawn as plain boxes. The picture depends on the machine and not on the order of its text.
 */
export function layOutBlock(block: Block, folded: ReadonlySet<string> = new Set()): Picture {
  return pictureOf(block, folded, 0);
}

function pictureOf(block: Block, folded: ReadonlySet<string>, depth: number): Picture {
  const inner = new Map(block.states.map((state) => [state.name, insideOf(state, folded, depth + 1)]));
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ ...(block.states.length > LARGE ? { ranker: 'longest-path' } : {}), rankdir: 'TB', nodesep: 36, ranksep: 44, edgesep: 18, marginx: 0, marginy: 0 });
  for (const state of block.states) {
    const inside = inner.get(state.name);
    graph.setNode(state.name, { width: inside?.width ?? WIDTH, height: inside?.height ?? HEIGHT });
  }
  const shaping = shapingTransitions(block);
  block.transitions.forEach((transition, at) => {
    if (shaping.has(transition)) {
      const { from, to, label } = transition;
      graph.setEdge(from, to, { width: label === '' ? 0 : Math.min(160, label.length * 6), height: label === '' ? 0 : 14, labelpos: 'c' }, String(at));
    }
  });
  layout(graph);
  return gather(block, graph, inner, depth);
}

function gather(block: Block, graph: Graph, inner: ReadonlyMap<string, Picture | undefined>, depth: number): Picture {
  const states: Placed[] = [];
  const lines: Line[] = [];
  for (const { blocks, ...state } of block.states) {
    const box = graph.node(state.name) as Box;
    const x = Math.round(box.x - box.width / 2);
    const y = Math.round(box.y - box.height / 2);
    const inside = inner.get(state.name);
    const hidden = inside === undefined ? blocks.reduce((sum, one) => sum + count(one), 0) : 0;
    states.push({ name: state.name, x, y, width: box.width, height: box.height, depth, state, isFrame: inside !== undefined, hidden });
    states.push(...(inside?.states ?? []).map((placed) => ({ ...placed, x: placed.x + x, y: placed.y + y })));
    lines.push(...(inside?.lines ?? []).map((line) => moved(line, x, y)));
  }
  block.transitions.forEach((transition, at) => {
    const edge = graph.edge(transition.from, transition.to, String(at)) as { points: Point[] } | undefined;
    const points = (edge?.points ?? around(graph.node(transition.from) as Box, graph.node(transition.to) as Box)).map((point) => ({ x: Math.round(point.x), y: Math.round(point.y) }));
    lines.push({ id: `${transition.from}\u0000${transition.to}\u0000${at}`, transition, points });
  });
  const size = graph.graph() as { width?: number; height?: number };
  return { width: Math.ceil(size.width ?? 0), height: Math.ceil(size.height ?? 0), states, lines };
}

/** The blocks of a Parallel or a Map beside one another with a title above; undefined for a state that is a plain box. */
function insideOf(state: StateNode, folded: ReadonlySet<string>, depth: number): Picture | undefined {
  if (folded.has(state.name) || state.blocks.every((block) => block.states.length === 0)) {
    return undefined;
  }
  const blocks = state.blocks.map((block) => pictureOf(block, folded, depth));
  const states: Placed[] = [];
  const lines: Line[] = [];
  let x = MARGIN;
  for (const block of blocks) {
    const left = x;
    states.push(...block.states.map((placed) => ({ ...placed, x: placed.x + left, y: placed.y + TITLE + MARGIN })));
    lines.push(...block.lines.map((line) => moved(line, left, TITLE + MARGIN)));
    x += block.width + GAP;
  }
  const height = Math.max(...blocks.map((block) => block.height));
  return { width: Math.max(WIDTH, x - GAP + MARGIN), height: height + TITLE + 2 * MARGIN, states, lines };
}

/** A line that no room was made for: out of the side of one box and into the side of the other. */
function around(from: Box, to: Box): Point[] {
  const side = Math.max(from.x + from.width / 2, to.x + to.width / 2) + GAP;
  return [
    { x: from.x + from.width / 2, y: from.y },
    { x: side, y: from.y },
    { x: side, y: to.y },
    { x: to.x + to.width / 2, y: to.y },
  ];
}

function moved(line: Line, x: number, y: number): Line {
  return { ...line, points: line.points.map((point) => ({ x: point.x + x, y: point.y + y })) };
}

function count(block: Block): number {
  return block.states.reduce((sum, state) => sum + 1 + state.blocks.reduce((more, inner) => more + count(inner), 0), 0);
}
