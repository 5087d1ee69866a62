import { useMemo } from 'react';
import { readDomainView, writeDomainView } from '../../model/swf/views';
import { DomainPage } from '../../pages/swf-domain/DomainPage';
import { useParameter, useSetWords, useWords } from '../address';

export function SwfDomainView() {
  const words = useWords();
  const setWords = useSetWords();
  const domain = useParameter('domain');
  const view = useMemo(() => readDomainView(words), [words]);
  return <DomainPage key={domain} domain={domain} view={view} onView={(next, inPlace) => setWords(writeDomainView(next), inPlace)} />;
}
