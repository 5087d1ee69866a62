import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { layOut } from '../model/json';
import { CopyButton } from '../ui/Copy';
import { TextEditor } from '../ui/editor/TextEditor';
import { MachineGraph, type StateMark } from './graph/MachineGraph';
import { Outline } from './graph/Outline';

/** The graph of a machine or its outline, whichever the reader prefers. */
export function GraphOrOutline({
  definition,
  marks,
  selected,
  onSelect,
  folded,
  onFold,
  onIteration,
}: {
  definition: string;
  marks?: ReadonlyMap<string, StateMark>;
  selected: string | undefined;
  onSelect: (name: string) => void;
  folded: readonly string[];
  onFold: (folded: readonly string[]) => void;
  onIteration?: (name: string, step: -1 | 1) => void;
}) {
  const [shape, setShape] = useState('graph');
  const optional = { ...(marks === undefined ? {} : { marks }), ...(onIteration === undefined ? {} : { onIteration }) };
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label="Shape of the state machine"
        selectedId={shape}
        onChange={({ detail }) => setShape(detail.selectedId)}
        options={[
          { id: 'graph', text: 'Graph' },
          { id: 'outline', text: 'Outline' },
        ]}
      />
      {shape === 'graph' ? (
        <MachineGraph definition={definition} selected={selected} onSelect={onSelect} folded={folded} onFold={onFold} {...optional} />
      ) : (
        <Outline definition={definition} selected={selected} onSelect={onSelect} {...(marks === undefined ? {} : { marks })} />
      )}
    </SpaceBetween>
  );
}

/** The text of a definition, laid out for reading, with the place of one state in sight. */
export function DefinitionText({ text, state }: { text: string; state: string | undefined }) {
  const shown = layOut(text);
  return (
    <SpaceBetween size="s">
      <Box float="right">
        <CopyButton text={shown} label="Copy definition" />
      </Box>
      <TextEditor text={shown} label="Definition" height={520} {...(state === undefined ? {} : { mark: `${JSON.stringify(state)}: {` })} />
    </SpaceBetween>
  );
}
