import { useCallback, useRef } from 'react';
import type { ExecutionView } from '../../model/search';
import { GraphOrOutline } from '../../parts/DefinitionView';
import { StepPanel } from './StepPanel';
import { indexesOf, type Reading, withIteration } from './useReading';

export interface FaceProps {
  readonly reading: Reading;
  readonly view: ExecutionView;
  readonly onView: (view: ExecutionView) => void;
}

/** The graph coloured by how its states went, and the state chosen beside it. */
export function GraphFace({ definition, reading, view, onView }: FaceProps & { definition: string }) {
  const latest = useRef({ reading, view, onView });
  latest.current = { reading, view, onView };
  const select = useCallback((state: string) => latest.current.onView({ ...latest.current.view, state, attempt: undefined }), []);
  const fold = useCallback((folded: readonly string[]) => latest.current.onView({ ...latest.current.view, folded }), []);
  const step = useCallback((name: string, by: -1 | 1) => {
    const seen = latest.current.reading.seen.get(name);
    if (seen?.iteration !== undefined) {
      const indexes = indexesOf(seen.visit);
      const next = indexes[indexes.indexOf(seen.iteration.index) + by];
      if (next !== undefined) {
        latest.current.onView(withIteration(seen.visit, next, latest.current.view));
      }
    }
  }, []);
  return (
    <div className="beside"><div className="beside-both">
      <GraphOrOutline
        definition={definition}
        marks={reading.marks}
        selected={view.state}
        onSelect={select}
        folded={view.folded}
        onFold={fold}
        onIteration={step}
      />
      <StepPanel reading={reading} view={view} onView={onView} />
    </div></div>
  );
}
