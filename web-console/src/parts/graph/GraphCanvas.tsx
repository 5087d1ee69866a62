import '@xyflow/react/dist/base.css';
import { Background, Controls, type Edge, MiniMap, type Node, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { firstLook } from '../../model/look';
import type { Picture } from '../../model/layout';
import { Empty, Loading } from '../../ui/Trouble';
import type { MachineGraphProps } from './MachineGraph';
import { StateBox, type StateBoxData } from './StateBox';
import { useLayout } from './useLayout';
import { WayLine } from './WayLine';

const NODES = { state: StateBox };
const EDGES = { way: WayLine };
/** From here on a small map helps. */
const LARGE = 40;

/** The picture itself: boxes can be reached with the keyboard, the wheel scrolls the page and zooms with Ctrl held. */
export default function GraphCanvas(props: MachineGraphProps) {
  const picture = useLayout(props.definition, props.folded);
  if (picture === undefined) {
    return <Loading what="the graph" />;
  }
  if (picture === null) {
    return <Empty title="There is no graph">This definition names no states that could be drawn.</Empty>;
  }
  return (
    <ReactFlowProvider>
      <Flow {...props} picture={picture} />
    </ReactFlowProvider>
  );
}

function Flow({ picture, ...props }: MachineGraphProps & { picture: Picture }) {
  const nodes = useNodes(picture, props);
  const edges = useEdges(picture);
  const flow = useReactFlow();
  const selected = useRef(props.selected);
  selected.current = props.selected;
  const look = useCallback(() => {
    const frame = document.querySelector('.graph')?.getBoundingClientRect();
    if (frame !== undefined) {
      void flow.setViewport(firstLook(picture, frame.width, frame.height, selected.current));
    }
  }, [flow, picture]);
  const looked = useRef<Picture>(undefined);
  useEffect(() => {
    // Folding changes the picture, not what the reader looks at; only the first picture is looked at anew.
    if (looked.current === undefined) {
      looked.current = picture;
      look();
    }
  }, [picture, look]);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODES}
      edgeTypes={EDGES}
      fitViewOptions={{ maxZoom: 1, padding: 0.06 }}
      minZoom={0.05}
      maxZoom={2}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      preventScrolling={false}
      onlyRenderVisibleElements={picture.states.length > LARGE}
      proOptions={{ hideAttribution: true }}
      aria-label="Graph of the state machine"
    >
      <Background gap={20} size={1} color="var(--grid)" />
      <Controls showInteractive={false} aria-label="Graph controls" />
      {picture.states.length > LARGE ? <MiniMap pannable zoomable ariaLabel="Small map of the graph" /> : null}
    </ReactFlow>
  );
}

function useNodes(picture: Picture, props: MachineGraphProps): Node<StateBoxData>[] {
  const { marks, selected, onSelect, folded, onFold, onIteration } = props;
  return useMemo(
    () =>
      picture.states.map((placed) => ({
        id: placed.name,
        type: 'state',
        position: { x: placed.x, y: placed.y },
        width: placed.width,
        height: placed.height,
        zIndex: placed.depth * 2,
        data: {
          placed,
          mark: marks?.get(placed.name),
          isMarked: marks !== undefined,
          isSelected: placed.name === selected,
          onSelect,
          onFold: (name: string) => onFold(folded.includes(name) ? folded.filter((one) => one !== name) : [...folded, name]),
          onIteration,
        },
      })),
    [picture, marks, selected, onSelect, folded, onFold, onIteration],
  );
}

function useEdges(picture: Picture): Edge[] {
  return useMemo(() => {
    const depths = new Map(picture.states.map(({ name, depth }) => [name, depth]));
    return picture.lines.map((line) => ({
      id: line.id,
      type: 'way',
      source: line.transition.from,
      target: line.transition.to,
      zIndex: (depths.get(line.transition.from) ?? 0) * 2 + 1,
      data: { line },
    }));
  }, [picture]);
}
