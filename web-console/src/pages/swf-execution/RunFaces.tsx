import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useMemo } from 'react';
import type { SwfHistory } from '../../api/swf/useSwfHistory';
import type { SwfExecution } from '../../api/types';
import { foldSwf } from '../../model/swf/fold';
import type { SwfStory } from '../../model/swf/story';
import { RUN_TABS, type RunTab, type RunView } from '../../model/swf/views';
import { Loading, Trouble } from '../../ui/Trouble';
import { ClosingNote } from './ClosingNote';
import { DataFace } from './DataFace';
import { DecisionsFace } from './DecisionsFace';
import { OpenNote } from './OpenNote';
import { RunHead } from './RunHead';
import { SignalsFace } from './SignalsFace';
import type { SwfExecutionPageProps } from './SwfExecutionPage';
import { SwfEventsFace } from './SwfEventsFace';
import { WorksFace } from './WorksFace';

export interface RunFacesProps extends SwfExecutionPageProps {
  readonly execution: SwfExecution;
  readonly history: SwfHistory;
  /** How many events have come since the reader paused. */
  readonly newer: number;
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
}

/** What each face shows: a story, where in it the reader is, and how to go elsewhere. */
export interface RunFaceProps {
  readonly domain: string;
  readonly story: SwfStory;
  readonly view: RunView;
  readonly onView: (view: RunView) => void;
  readonly onEvent: (id: number) => void;
}

/** The head of the page with what matters most, and the faces below it. */
export function RunFaces(props: RunFacesProps) {
  const { execution, history, view, onView, domain } = props;
  const story = useMemo(() => foldSwf(history.events), [history.events]);
  const onEvent = (event: number) => onView({ ...view, tab: 'events', event });
  const shared: RunFaceProps = { domain, story, view, onView, onEvent };
  const face = (tab: RunTab) => {
    if (history.events.length === 0) {
      return history.problem === undefined ? <Loading what="the history" /> : null;
    }
    switch (tab) {
      case 'decisions':
        return <DecisionsFace {...shared} />;
      case 'events':
        return <SwfEventsFace {...shared} events={history.events} />;
      case 'activities':
      case 'timers':
      case 'children':
        return <WorksFace key={tab} {...shared} of={tab} />;
      case 'signals':
        return <SignalsFace {...shared} />;
      case 'data':
        return <DataFace story={story} execution={execution} />;
    }
  };
  return (
    <SpaceBetween size="l">
      <RunHead {...props} story={story} />
      <ClosingNote domain={domain} workflowId={props.run.workflowId} story={story} onEvent={onEvent} />
      <OpenNote story={story} onEvent={onEvent} />
      {history.problem === undefined ? null : <Trouble of={history.problem} />}
      <Tabs
        activeTabId={view.tab}
        ariaLabel="Faces of the execution"
        onChange={({ detail }) => onView({ ...view, tab: RUN_TABS.find((tab) => tab === detail.activeTabId) ?? 'decisions' })}
        tabs={RUN_TABS.map((id) => ({ id, label: label(id, story), content: id === view.tab ? face(id) : null }))}
      />
    </SpaceBetween>
  );
}

function label(tab: RunTab, { works, decisions, heard, markers }: SwfStory): string {
  const count = (...kinds: readonly string[]) => works.filter(({ kind }) => kinds.includes(kind)).length;
  const counted = (words: string, many: number) => (many === 0 ? words : `${words} (${many.toLocaleString('en')})`);
  switch (tab) {
    case 'decisions':
      return counted('Decisions', decisions.length);
    case 'events':
      return 'Events';
    case 'activities':
      return counted('Activities', count('activity', 'lambda'));
    case 'timers':
      return counted('Timers', count('timer'));
    case 'children':
      return counted('Children', count('child'));
    case 'signals':
      return counted('Signals and markers', heard.length + markers.length + count('signal', 'cancel'));
    case 'data':
      return 'Input and result';
  }
}
