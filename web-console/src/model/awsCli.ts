/** A call as a line for a terminal: what the console did or shows, for the AWS CLI. */
export function awsCli(action: string, options: Readonly<Record<string, string | number | undefined>> = {}): string {
  const words = Object.entries(options)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `--${name} ${quoted(String(value))}`);
  return ['aws stepfunctions', action, ...words].join(' ');
}

function quoted(word: string): string {
  return /^[\w:./@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
