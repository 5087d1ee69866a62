import { useMemo } from 'react';
import { layOut } from '../../model/json';
import { TextEditor } from './TextEditor';

/** JSON to be read, laid out with indentation and otherwise as it was written. */
export function JsonText({ text, label, height }: { text: string; label: string; height: number }) {
  const shown = useMemo(() => layOut(text), [text]);
  return <TextEditor text={shown} label={label} height={height} />;
}
