import { useMemo } from 'react';
import { readRunView, writeRunView } from '../../model/swf/views';
import { SwfExecutionPage } from '../../pages/swf-execution/SwfExecutionPage';
import { useParameter, useSetWords, useWords } from '../address';

export function SwfExecutionView() {
  const words = useWords();
  const setWords = useSetWords();
  const domain = useParameter('domain');
  const run = { workflowId: useParameter('workflowId'), runId: useParameter('runId') };
  const view = useMemo(() => readRunView(words), [words]);
  return <SwfExecutionPage key={JSON.stringify([domain, run])} domain={domain} run={run} view={view} onView={(next) => setWords(writeRunView(next))} />;
}
