/**
 * Lays out JSON text with indentation and without reading its values: numbers, the order of members and members named twice stay as they
 * were written, which parsing and printing would not keep. Text that is not JSON comes back as it is.
 */
export function layOut(text: string): string {
  if (problemIn(text) !== undefined) {
    return text;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  const out: string[] = [];
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    const last = tokens[at - 1];
    if (token === '{' || token === '[') {
      depth++;
      out.push(token, next === '}' || next === ']' ? '' : line());
    } else if (token === '}' || token === ']') {
      depth--;
      out.push(last === '{' || last === '[' ? '' : line(), token);
    } else {
      out.push(token, token === ',' ? line() : token === ':' ? ' ' : '');
    }
  });
  return out.join('');
}

/** Why a text is not JSON; undefined when it is. */
export function problemIn(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

/** Whether something read from JSON is an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of an object that is a text, or undefined. */
export function textOf(value: unknown, member: string): string | undefined {
  const found = isObject(value) ? value[member] : undefined;
  return typeof found === 'string' ? found : undefined;
}
