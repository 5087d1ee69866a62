import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { runQuery } from '../../api/swf/executions';
import { type SwfHistory, useSwfHistory } from '../../api/swf/useSwfHistory';
import type { SwfExecution, SwfRun } from '../../api/types';
import type { RunView } from '../../model/swf/views';
import { Answer } from '../../ui/Trouble';
import { usePaused } from '../../ui/usePaused';
import { RunFaces } from './RunFaces';

export interface SwfExecutionPageProps {
  readonly domain: string;
  readonly run: SwfRun;
  readonly view: RunView;
  readonly onView: (view: RunView) => void;
}

/** One run of a workflow: how it stands and why, what its deciders decided, its events, its data. */
export function SwfExecutionPage(props: SwfExecutionPageProps) {
  const { domain, run } = props;
  const queries = useQueryClient();
  const found = useQuery(runQuery(domain, run));
  const history = useSwfHistory(domain, run);
  const last = history.events.at(-1)?.eventId ?? 0;
  useEffect(() => {
    // Open counts, context and status change with events only.
    if (last > 0 && history.isWhole) {
      void queries.invalidateQueries({ queryKey: runQuery(domain, { workflowId: run.workflowId, runId: run.runId }).queryKey, exact: true });
    }
  }, [last, history.isWhole, domain, run.workflowId, run.runId, queries]);
  return (
    <Answer of={found} what="the execution" title={run.workflowId}>
      {(execution) => <Found execution={execution} history={history} {...props} />}
    </Answer>
  );
}

function Found({ history, ...props }: SwfExecutionPageProps & { execution: SwfExecution; history: SwfHistory }) {
  const [isPaused, setPaused] = useState(false);
  const kept = usePaused(history, isPaused);
  return <RunFaces {...props} history={kept} newer={history.events.length - kept.events.length} isPaused={isPaused} onPause={setPaused} />;
}
