import { MachinePage } from '../../pages/machine/MachinePage';
import { useArn, useSetWords, useWords, word } from '../address';

const TABS = ['executions', 'definition', 'versions', 'aliases', 'mocks'];

export function MachineView() {
  const words = useWords();
  const setWords = useSetWords();
  const arn = useArn();
  const tab = TABS.find((one) => one === word(words.tab)) ?? 'executions';
  return <MachinePage key={arn} arn={arn} tab={tab} state={word(words.state)} onView={(view) => setWords({ ...words, ...view })} />;
}
