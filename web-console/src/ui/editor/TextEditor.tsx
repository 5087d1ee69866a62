import { lazy, Suspense } from 'react';
import { Loading } from '../Trouble';

const Editor = lazy(() => import('./CodeMirrorEditor'));

/** What a text editor is told. */
export interface TextEditorProps {
  readonly text: string;
  /** What the text is, for those who do not see it. */
  readonly label: string;
  /** Called with every change; without it the text can be read only. */
  readonly onChange?: (text: string) => void;
  /** The tallest it grows, in pixels. */
  readonly height?: number;
  /** A text to scroll to and mark, such as the name of a member. */
  readonly mark?: string;
}

/** JSON to read or write, coloured and folded, loaded when it is first needed. */
export function TextEditor(props: TextEditorProps) {
  return (
    <Suspense fallback={<Loading what="the text" />}>
      <Editor {...props} />
    </Suspense>
  );
}
