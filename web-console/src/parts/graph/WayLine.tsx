import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import type { Line } from '../../model/layout';

type Point = Line['points'][number];

/** A transition: a plain line, a dashed one for a caught error, with its rule or errors beside it. */
export function WayLine({ data, id }: EdgeProps<Edge<{ line: Line }>>) {
  const line = data?.line;
  if (line === undefined) {
    return null;
  }
  const { kind, label } = line.transition;
  const middle = line.points[Math.floor(line.points.length / 2)];
  const end = line.points.at(-1);
  return (
    <>
      <BaseEdge id={id} path={pathOf(line.points)} className={`way way-${kind}`} />
      {end === undefined ? null : <path className={`way-tip way-${kind}`} d={tipOf(line.points.at(-2) ?? end, end)} />}
      {label === '' || middle === undefined ? null : (
        <EdgeLabelRenderer>
          <div className="way-label" title={label} style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}>
            {label}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

/** A line through the points with its corners rounded. */
function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) {
    return '';
  }
  const parts = [`M ${first.x} ${first.y}`];
  rest.forEach((point, at) => {
    const next = rest[at + 1];
    parts.push(next === undefined ? `L ${point.x} ${point.y}` : `Q ${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`);
  });
  return parts.join(' ');
}

/** A small triangle at the end of a line. */
function tipOf(from: Point, to: Point): string {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const corner = (turn: number) => `${to.x - 8 * Math.cos(angle + turn)} ${to.y - 8 * Math.sin(angle + turn)}`;
  return `M ${to.x} ${to.y} L ${corner(0.4)} L ${corner(-0.4)} Z`;
}
