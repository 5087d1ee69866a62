import { useMemo } from 'react';
import { readPair, writePair } from '../../model/compare/pair';
import { ComparePage } from '../../pages/compare/ComparePage';
import { useSetWords, useWords } from '../address';

export function CompareView() {
  const words = useWords();
  const setWords = useSetWords();
  const pair = useMemo(() => readPair(words), [words]);
  return <ComparePage pair={pair} onPair={(next) => setWords(writePair(next))} />;
}
