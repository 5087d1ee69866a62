/** A call as a line for a terminal: what the console did or shows, for the AWS CLI. */
export function awsCli(action: string, options: Options = {}): string {
  return line('stepfunctions', action, options);
}

/** The same for SWF. */
export function swfCli(action: string, options: Options = {}): string {
  return line('swf', action, options);
}

/** The same for schedules. */
export function schedulerCli(action: string, options: Options = {}): string {
  return line('scheduler', action, options);
}

/** A type of SWF in the CLI's shorthand. */
export const cliType = ({ name, version }: { name: string; version: string }) => `name=${name},version=${version}`;

type Options = Readonly<Record<string, string | number | undefined>>;

function line(service: string, action: string, options: Options): string {
  const words = Object.entries(options)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `--${name} ${quoted(String(value))}`);
  return [`aws ${service}`, action, ...words].join(' ');
}

function quoted(word: string): string {
  return /^[\w:./@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
