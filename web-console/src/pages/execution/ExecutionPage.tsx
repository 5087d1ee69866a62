import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { executedMachineQuery, executionQuery } from '../../api/executions';
import type { Execution } from '../../api/types';
import { endOf, type History, useHistory } from '../../api/useHistory';
import { nameOf } from '../../model/arn';
import type { ExecutionView } from '../../model/search';
import { usePaused } from '../../ui/usePaused';
import { Answer } from '../../ui/Trouble';
import { ExecutionFaces } from './ExecutionFaces';

export interface ExecutionPageProps {
  readonly arn: string;
  readonly view: ExecutionView;
  readonly onView: (view: ExecutionView) => void;
}

/** One execution: how it stands and why, its states, its events, its data. */
export function ExecutionPage(props: ExecutionPageProps) {
  // All three are asked for at once: none needs another's answer.
  const execution = useQuery(executionQuery(props.arn));
  const machine = useQuery(executedMachineQuery(props.arn));
  const history = useHistory(props.arn, execution.data?.redriveCount ?? 0);
  return (
    <Answer of={execution} what="the execution" title={nameOf(props.arn)}>
      {(found) => <Found key={props.arn} execution={found} definition={machine.data?.definition} history={history} {...props} />}
    </Answer>
  );
}

interface FoundProps extends ExecutionPageProps {
  readonly execution: Execution;
  readonly definition: string | undefined;
  readonly history: History;
}

function Found({ execution, history, ...props }: FoundProps) {
  const [isPaused, setPaused] = useState(false);
  const kept = usePaused(history, isPaused);
  const queries = useQueryClient();
  const told = endOf(history);
  useEffect(() => {
    // The feed tells that it has ended, or the history did that was read after it; output, error and cause are asked for once more.
    if (told !== undefined && told !== execution.status) {
      void queries.invalidateQueries({ queryKey: executionQuery(props.arn).queryKey, exact: true });
    }
  }, [told, execution.status, props.arn, queries]);
  return (
    <ExecutionFaces
      {...props}
      execution={execution}
      history={kept}
      newer={history.events.length - kept.events.length}
      isPaused={isPaused}
      onPause={setPaused}
    />
  );
}
