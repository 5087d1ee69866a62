import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { TextEditorProps } from './TextEditor';

// Colours come from the page's own style sheet, so that light and dark need no second theme.
const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-name)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-value)' },
]);

const LOOK = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'var(--surface)', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-content': { fontFamily: 'var(--mono)', caretColor: 'var(--text)' },
  '.cm-gutters': { color: 'var(--quiet)', backgroundColor: 'var(--surface)', border: 'none' },
  '.cm-scroller': { overflow: 'auto', lineHeight: '1.5' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': { backgroundColor: 'var(--selection) !important' },
  '.cm-panels': { color: 'var(--text)', backgroundColor: 'var(--raised)' },
});

/** The editor itself. It lives in a shadow root, where its styles are sheets and not elements: no exception to the content policy is needed. */
export default function CodeMirrorEditor({ text, label, onChange, height, mark }: TextEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const isReadOnly = onChange === undefined;
  useEffect(() => {
    const element = host.current;
    if (element === null) {
      return undefined;
    }
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const editor = new EditorView({ root, parent: root as unknown as HTMLElement, state: stateOf('', label, isReadOnly, height, (next) => change.current?.(next)) });
    view.current = editor;
    return () => editor.destroy();
  }, [label, isReadOnly, height]);
  useEffect(() => {
    const editor = view.current;
    if (editor !== null && editor.state.doc.toString() !== text) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
    }
  });
  useEffect(() => {
    const at = mark === undefined ? -1 : text.indexOf(mark);
    if (at >= 0 && mark !== undefined) {
      view.current?.dispatch({ selection: { anchor: at, head: at + mark.length }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    }
  }, [mark, text]);
  return <div ref={host} className="editor" />;
}

function stateOf(text: string, label: string, isReadOnly: boolean, height: number | undefined, tell: (text: string) => void): EditorState {
  const writing: Extension = isReadOnly
    ? EditorState.readOnly.of(true)
    : [history(), keymap.of(historyKeymap), linter(jsonParseLinter()), EditorView.updateListener.of((update) => update.docChanged && tell(update.state.doc.toString()))];
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      highlightSpecialChars(),
      foldGutter(),
      bracketMatching(),
      highlightSelectionMatches(),
      search({ top: true }),
      json(),
      syntaxHighlighting(COLOURS),
      LOOK,
      EditorView.theme({ '&': { maxHeight: `${height ?? 420}px` }, '.cm-content, .cm-gutter': { minHeight: isReadOnly ? '0' : '140px' } }),
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', ...(isReadOnly ? { 'aria-readonly': 'true' } : {}) }),
      keymap.of([...defaultKeymap, ...searchKeymap, ...foldKeymap]),
      writing,
    ],
  });
}
