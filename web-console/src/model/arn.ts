/** The words that an ARN of this service is made of, as far as the console shows them. */

/** The last word of an ARN: the name of an execution, a machine, an activity; with its qualifier for a version or an alias. */
export function nameOf(arn: string): string {
  const words = arn.split(':');
  const kind = words[5];
  if (kind === 'execution' || kind === 'express') {
    return words.slice(7).join(':');
  }
  return words.slice(6).join(':');
}

/** The ARN of the machine without the version's number or the alias's name. */
export function machineOf(arn: string): string {
  const words = arn.split(':');
  if (words[5] === 'execution' || words[5] === 'express') {
    return [...words.slice(0, 5), 'stateMachine', words[6]].join(':');
  }
  return words.slice(0, 7).join(':');
}

/** What qualifies a machine's ARN: a version's number or an alias's name; empty for the machine itself. */
export function qualifierOf(arn: string): string {
  return arn.split(':').slice(7).join(':');
}
