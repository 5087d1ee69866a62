import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import type { Execution } from '../../api/types';
import type { History } from '../../api/useHistory';
import { type ExecutionView, VIEWS, type View } from '../../model/search';
import { DefinitionText } from '../../parts/DefinitionView';
import { useNow } from '../../ui/now';
import { Loading, Trouble } from '../../ui/Trouble';
import { EventsFace } from './EventsFace';
import { ExecutionHead } from './ExecutionHead';
import { Failure } from './Failure';
import { GraphFace } from './GraphFace';
import { Payloads } from './Payloads';
import { TimelineFace } from './TimelineFace';
import { useReading, viewOf } from './useReading';
import { Waits } from './Waits';

const LABELS: Readonly<Record<View, string>> = {
  graph: 'Graph',
  timeline: 'Timeline',
  events: 'Events',
  data: 'Input and output',
  definition: 'Definition',
};

export interface ExecutionFacesProps {
  readonly arn: string;
  readonly execution: Execution;
  readonly definition: string | undefined;
  readonly history: History;
  /** How many events have come since the reader paused. */
  readonly newer: number;
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
  readonly view: ExecutionView;
  readonly onView: (view: ExecutionView) => void;
}

/** The head of the page with what matters most, and the faces below it. */
export function ExecutionFaces(props: ExecutionFacesProps) {
  const { execution, history, view, onView, definition } = props;
  const isRunning = execution.status === 'RUNNING';
  const now = useNow();
  const reading = useReading(history, view, isRunning ? now : Date.parse(execution.stopDate ?? execution.startDate));
  const face = (id: View) => {
    switch (id) {
      case 'graph':
        return definition === undefined ? <Loading what="the definition" /> : <GraphFace definition={definition} reading={reading} view={view} onView={onView} />;
      case 'timeline':
        return <TimelineFace reading={reading} view={view} onView={onView} isRunning={isRunning} />;
      case 'events':
        return <EventsFace arn={props.arn} history={history} reading={reading} view={view} onView={onView} />;
      case 'data':
        return <Payloads input={execution.input} output={execution.output} isRunning={isRunning} />;
      case 'definition':
        return definition === undefined ? <Loading what="the definition" /> : <DefinitionText text={definition} state={view.state} />;
    }
  };
  return (
    <SpaceBetween size="l">
      <ExecutionHead {...props} story={reading.story} />
      {execution.status === 'SUCCEEDED' || isRunning ? null : (
        <Failure execution={execution} story={reading.story} onShow={(visit) => onView({ ...viewOf(visit, view), view: 'graph' })} />
      )}
      {isRunning ? <Waits arn={props.arn} last={history.events.length} onState={(state) => onView({ ...view, view: 'graph', state })} /> : null}
      {history.problem === undefined ? null : <Trouble of={history.problem} />}
      <Tabs
        activeTabId={view.view}
        ariaLabel="Faces of the execution"
        onChange={({ detail }) => onView({ ...view, view: detail.activeTabId as View })}
        tabs={VIEWS.map((id) => ({ id, label: LABELS[id], content: id === view.view ? face(id) : null }))}
      />
    </SpaceBetween>
  );
}
