import { useMemo } from 'react';
import { readDefinition } from '../../model/definition';
import { outline } from '../../model/outline';
import { VISIT_WORDS } from '../../model/story';
import { Empty } from '../../ui/Trouble';
import type { StateMark } from './MachineGraph';

/** The graph as text, a line a state: for keyboards, for screen readers, for searching in the page. */
export function Outline({
  definition,
  marks,
  selected,
  onSelect,
}: {
  definition: string;
  marks?: ReadonlyMap<string, StateMark>;
  selected: string | undefined;
  onSelect: (name: string) => void;
}) {
  const block = useMemo(() => readDefinition(definition), [definition]);
  if (block === undefined) {
    return <Empty title="There is no outline">This definition names no states that could be told.</Empty>;
  }
  return (
    <ul className="outline" aria-label="Outline of the state machine">
      {outline(block).map(({ name, depth, text }) => {
        const mark = marks?.get(name);
        const words = marks === undefined ? '' : ` – ${mark === undefined ? 'not entered' : `${VISIT_WORDS[mark.status]}, ${mark.note}`}`;
        return (
          <li key={name} style={{ paddingInlineStart: depth * 24 }}>
            <button type="button" aria-pressed={name === selected} onClick={() => onSelect(name)}>
              {text}
              {words}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
