import { readRegistration, writeRegistration } from '../../model/swf/views';
import { DomainsPage } from '../../pages/swf-domains/DomainsPage';
import { useSetWords, useWords } from '../address';

export function SwfDomainsView() {
  const setWords = useSetWords();
  return <DomainsPage status={readRegistration(useWords())} onStatus={(status) => setWords({ registration: writeRegistration(status) })} />;
}
