import { lazy, Suspense } from 'react';
import type { VisitStatus } from '../../model/story';
import { Loading } from '../../ui/Trouble';

const Canvas = lazy(() => import('./GraphCanvas'));

/** What is known of one state besides the definition. */
export interface StateMark {
  readonly status: VisitStatus;
  /** A few words under the name: how long, how often. */
  readonly note: string;
  /** The iteration shown of a Map. */
  readonly iteration?: { readonly index: number; readonly at: number; readonly of: number; readonly status: VisitStatus };
}

export interface MachineGraphProps {
  readonly definition: string;
  readonly marks?: ReadonlyMap<string, StateMark>;
  readonly selected: string | undefined;
  readonly onSelect: (name: string) => void;
  readonly folded: readonly string[];
  readonly onFold: (folded: readonly string[]) => void;
  /** Shows the iteration before or after the one shown. */
  readonly onIteration?: (name: string, step: -1 | 1) => void;
  readonly height?: number;
}

/** A machine as a picture, loaded when it is first needed. */
export function MachineGraph(props: MachineGraphProps) {
  return (
    <div className="graph" style={{ height: props.height ?? 520 }}>
      <Suspense fallback={<Loading what="the graph" />}>
        <Canvas {...props} />
      </Suspense>
    </div>
  );
}
