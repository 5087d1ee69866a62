import { MachinesPage } from '../../pages/machines/MachinesPage';
import { useSetWords, useWords, word } from '../address';

export function MachinesView() {
  const setWords = useSetWords();
  return <MachinesPage text={word(useWords().name) ?? ''} onText={(text) => setWords({ name: text === '' ? undefined : text }, true)} />;
}
