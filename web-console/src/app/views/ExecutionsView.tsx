import { useMemo } from 'react';
import { readFilter, writeFilter } from '../../model/search';
import { ExecutionsPage } from '../../pages/executions/ExecutionsPage';
import { useSetWords, useWords } from '../address';

export function ExecutionsView() {
  const words = useWords();
  const setWords = useSetWords();
  const filter = useMemo(() => readFilter(words), [words]);
  return <ExecutionsPage filter={filter} onFilter={(next) => setWords(writeFilter(next))} />;
}
