import { Graph, layout } from '@dagrejs/dagre';
import type { Block, StateNode, Transition } from './definition';
import { rowsOf } from './ranks';

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
const ROW_GAP = 48;
/** Blocks with more states are laid out the quick way. */
const LARGE = 120;

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Box extends Point, Size {}

/**
 * Lays a definition out. Transitions never leave their block, so inner blocks are laid out first and stand outside as one box of their
 * size. Frames named in `folded` are drawn as plain boxes. The picture depends on the machine and not on the order of its text.
 */
export function layOutBlock(block: Block, folded: ReadonlySet<string> = new Set()): Picture {
  return pictureOf(block, folded, 0);
}

function pictureOf(block: Block, folded: ReadonlySet<string>, depth: number): Picture {
  const inner = new Map(block.states.map((state) => [state.name, insideOf(state, folded, depth + 1)]));
  const size = (name: string): Size => ({ width: inner.get(name)?.width ?? WIDTH, height: inner.get(name)?.height ?? HEIGHT });
  const arranged = block.states.length > LARGE ? inRows(block, size) : byRanks(block, size);
  return gather(block, arranged, inner, depth);
}

/** Boxes by name with their middles, and the points of the lines by the place of the transition. */
interface Arranged extends Size {
  readonly box: (name: string) => Box;
  readonly line: (at: number) => readonly Point[];
}

/** The beautiful way: ranks with room for every line. */
function byRanks({ states, transitions }: Block, size: (name: string) => Size): Arranged {
  // The library keeps nodes as members of plain objects, where a name such as `__proto__` would do harm: none of its names is ours.
  const id = (name: string) => `.${name}`;
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 44, edgesep: 18, marginx: 0, marginy: 0 });
  states.forEach(({ name }) => graph.setNode(id(name), { ...size(name) }));
  transitions.forEach(({ from, to, label }, at) => {
    graph.setEdge(id(from), id(to), { width: label === '' ? 0 : Math.min(160, label.length * 6), height: label === '' ? 0 : 14, labelpos: 'c' }, String(at));
  });
  layout(graph);
  const whole = graph.graph() as Partial<Size>;
  return {
    width: whole.width ?? 0,
    height: whole.height ?? 0,
    box: (name) => graph.node(id(name)) as Box,
    line: (at) => {
      const { from = '', to = '' } = transitions[at] ?? {};
      return (graph.edge(id(from), id(to), String(at)) as { points: Point[] }).points;
    },
  };
}

/** The quick way: rows, with lines straight down where they can be and around the boxes where not. */
function inRows(block: Block, size: (name: string) => Size): Arranged {
  const rows = rowsOf(block);
  const widths = rows.map((row) => row.reduce((sum, name) => sum + size(name).width + GAP, -GAP));
  const width = Math.max(...widths);
  const boxes = new Map<string, Box>();
  let y = 0;
  rows.forEach((row, at) => {
    let x = (width - (widths[at] ?? 0)) / 2;
    const tallest = Math.max(...row.map((name) => size(name).height));
    for (const name of row) {
      const each = size(name);
      boxes.set(name, { ...each, x: x + each.width / 2, y: y + each.height / 2 });
      x += each.width + GAP;
    }
    y += tallest + ROW_GAP;
  });
  const box = (name: string): Box => boxes.get(name) ?? { x: 0, y: 0, width: 0, height: 0 };
  const line = (at: number) => {
    const { from = '', to = '' } = block.transitions[at] ?? {};
    return between(box(from), box(to));
  };
  return { width, height: y - ROW_GAP, box, line };
}

function between(from: Box, to: Box): Point[] {
  const down = to.y - to.height / 2 - (from.y + from.height / 2);
  if (down > 0 && down <= ROW_GAP + 1) {
    return [{ x: from.x, y: from.y + from.height / 2 }, { x: to.x, y: to.y - to.height / 2 }];
  }
  const side = Math.max(from.x + from.width / 2, to.x + to.width / 2) + GAP / 2;
  return [
    { x: from.x + from.width / 2, y: from.y },
    { x: side, y: from.y },
    { x: side, y: to.y },
    { x: to.x + to.width / 2, y: to.y },
  ];
}

function gather(block: Block, arranged: Arranged, inner: ReadonlyMap<string, Picture | undefined>, depth: number): Picture {
  const states: Placed[] = [];
  const lines: Line[] = [];
  for (const { blocks, ...state } of block.states) {
    const { width, height, ...middle } = arranged.box(state.name);
    const x = Math.round(middle.x - width / 2);
    const y = Math.round(middle.y - height / 2);
    const inside = inner.get(state.name);
    const hidden = inside === undefined ? blocks.reduce((sum, one) => sum + count(one), 0) : 0;
    states.push({ name: state.name, x, y, width, height, depth, state, isFrame: inside !== undefined, hidden });
    states.push(...(inside?.states ?? []).map((placed) => ({ ...placed, x: placed.x + x, y: placed.y + y })));
    lines.push(...(inside?.lines ?? []).map((line) => moved(line, x, y)));
  }
  block.transitions.forEach((transition, at) => {
    const points = arranged.line(at).map((point) => ({ x: Math.round(point.x), y: Math.round(point.y) }));
    lines.push({ id: `${transition.from}\u0000${transition.to}\u0000${at}`, transition, points });
  });
  return { width: Math.ceil(arranged.width), height: Math.ceil(arranged.height), states, lines };
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

function moved(line: Line, x: number, y: number): Line {
  return { ...line, points: line.points.map((point) => ({ x: point.x + x, y: point.y + y })) };
}

function count(block: Block): number {
  return block.states.reduce((sum, state) => sum + 1 + state.blocks.reduce((more, inner) => more + count(inner), 0), 0);
}
