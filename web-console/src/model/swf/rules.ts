/** What the forms check before they ask; the server decides. The rules are AWS's. */

const LONGEST = { name: 256, version: 64 } as const;

/** Why a text may not be the name of a domain, a type, a task list or a workflow; undefined where it may. */
export function nameProblem(text: string, kind: keyof typeof LONGEST = 'name'): string | undefined {
  if (text.length > LONGEST[kind]) {
    return `At most ${LONGEST[kind]} characters.`;
  }
  return /[:/|\p{Cc}]/u.test(text) || text === 'arn' ? 'No colon, slash, bar or control character, and not “arn”.' : undefined;
}

/** Why a text may not be a length of time in seconds, which may also be NONE where that is allowed. */
export function secondsProblem(text: string, allowsNone: boolean): string | undefined {
  return text === '' || /^\d{1,8}$/.test(text) || (allowsNone && text === 'NONE') ? undefined : `A number of seconds${allowsNone ? ' or NONE' : ''}.`;
}

/** Why a text may not be a priority. */
export function priorityProblem(text: string): string | undefined {
  return text === '' || (/^-?\d{1,10}$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31) ? undefined : 'A number from -2147483648 to 2147483647.';
}

/** Why a text may not be a domain's retention. */
export function retentionProblem(text: string): string | undefined {
  return text === 'NONE' || (/^\d{1,2}$/.test(text) && Number(text) <= 90) ? undefined : 'A number of days from 0 to 90, or NONE.';
}

/** For how long a domain keeps what has closed, in words: NONE keeps it no longer than 0 days do (API reference, RegisterDomain). */
export function retentionWords(retention: string): string {
  return retention === 'NONE' || Number(retention) === 0 ? 'not at all' : `${retention} ${retention === '1' ? 'day' : 'days'}`;
}
