import ColumnLayout from '@cloudscape-design/components/column-layout';
import { useState } from 'react';
import { DefinitionText, GraphOrOutline } from '../../parts/DefinitionView';

/** A definition as a picture and as text beside it; choosing a state in the one finds it in the other. */
export function Definition({ text, selected, onSelect }: { text: string; selected: string | undefined; onSelect: (name: string) => void }) {
  const [folded, setFolded] = useState<readonly string[]>([]);
  return (
    <ColumnLayout columns={2} minColumnWidth={420}>
      <GraphOrOutline definition={text} selected={selected} onSelect={onSelect} folded={folded} onFold={setFolded} />
      <DefinitionText text={text} state={selected} />
    </ColumnLayout>
  );
}
