import { useMemo } from 'react';
import { readView, writeView } from '../../model/search';
import { ExecutionPage } from '../../pages/execution/ExecutionPage';
import { useArn, useSetWords, useWords } from '../address';

export function ExecutionView() {
  const words = useWords();
  const setWords = useSetWords();
  const arn = useArn();
  const view = useMemo(() => readView(words), [words]);
  return <ExecutionPage key={arn} arn={arn} view={view} onView={(next) => setWords(writeView(next))} />;
}
