import { QUOTA_SHOWS } from '../../model/quotas';
import { QuotasPage } from '../../pages/quotas/QuotasPage';
import { useSetWords, useWords, word } from '../address';

export function QuotasView() {
  const words = useWords();
  const setWords = useSetWords();
  const text = word(words.name) ?? '';
  const show = QUOTA_SHOWS.find((one) => one === word(words.show)) ?? 'all';
  const go = (name: string, which: string, inPlace: boolean) => setWords({ name: name === '' ? undefined : name, show: which === 'all' ? undefined : which }, inPlace);
  return <QuotasPage text={text} show={show} onText={(name) => go(name, show, true)} onShow={(which) => go(text, which, false)} />;
}
