import Icon, { type IconProps } from '@cloudscape-design/components/icon';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { Placed } from '../../model/layout';
import { VISIT_WORDS, type VisitStatus } from '../../model/story';
import type { StateMark } from './MachineGraph';

/** What a box is told. */
export interface StateBoxData extends Record<string, unknown> {
  readonly placed: Placed;
  readonly mark: StateMark | undefined;
  /** Whether states without a mark are those that were never entered. */
  readonly isMarked: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (name: string) => void;
  readonly onFold: (name: string) => void;
  readonly onIteration: ((name: string, step: -1 | 1) => void) | undefined;
}

const ICONS: Readonly<Record<VisitStatus, IconProps.Name>> = {
  running: 'status-in-progress',
  succeeded: 'status-positive',
  caught: 'status-warning',
  failed: 'status-negative',
  timedOut: 'status-negative',
  aborted: 'status-stopped',
};

/** One state: its kind, its name, how it went. A Parallel or a Map is a frame with its states inside, or one box when folded. */
export function StateBox({ data }: NodeProps<Node<StateBoxData>>) {
  const { placed, mark, isMarked, isSelected, onSelect, onFold } = data;
  const look = ['state', placed.isFrame ? 'is-frame' : '', isSelected ? 'is-selected' : '', mark?.status ?? (isMarked ? 'never' : 'plain')];
  const words = mark === undefined ? (isMarked ? 'not entered' : '') : VISIT_WORDS[mark.status];
  return (
    <div className={look.filter(Boolean).join(' ')}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button type="button" className="state-face nodrag" aria-pressed={isSelected} onClick={() => onSelect(placed.name)}>
        <span className="state-sign">{mark === undefined ? null : <Icon name={ICONS[mark.status]} ariaLabel={words} />}</span>
        <span className="state-words">
          <span className="state-name" title={placed.name}>
            {placed.name}
          </span>
          <span className="state-note">
            {kindOf(placed)}
            {mark === undefined ? '' : ` · ${mark.note}`}
          </span>
        </span>
      </button>
      {placed.isFrame || placed.hidden > 0 ? (
        <span className="state-tools">
          <IterationSteps name={placed.name} data={data} />
          <button
            type="button"
            className="state-tool nodrag"
            aria-label={placed.isFrame ? `Fold ${placed.name}` : `Unfold ${placed.name}, ${placed.hidden} states`}
            aria-expanded={placed.isFrame}
            onClick={() => onFold(placed.name)}
          >
            {placed.isFrame ? '−' : `+${placed.hidden}`}
          </button>
        </span>
      ) : null}
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

function IterationSteps({ name, data: { mark, onIteration } }: { name: string; data: StateBoxData }) {
  const iteration = mark?.iteration;
  if (iteration === undefined || onIteration === undefined) {
    return null;
  }
  return (
    <>
      <button type="button" className="state-tool nodrag" aria-label={`Previous item of ${name}`} disabled={iteration.at === 0} onClick={() => onIteration(name, -1)}>
        ‹
      </button>
      <span className="state-item">
        item {iteration.index} · {iteration.at + 1}/{iteration.of}
      </span>
      <button type="button" className="state-tool nodrag" aria-label={`Next item of ${name}`} disabled={iteration.at >= iteration.of - 1} onClick={() => onIteration(name, 1)}>
        ›
      </button>
    </>
  );
}

function kindOf({ state }: Placed): string {
  const start = state.isStart ? 'Start · ' : '';
  const resource = /:::?([\w-]+:[\w.:-]+)$/.exec(state.resource)?.[1];
  return `${start}${state.type}${resource === undefined ? '' : ` ${resource}`}`;
}
