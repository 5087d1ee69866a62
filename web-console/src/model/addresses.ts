import { writeWords, type Words } from './search';

/** Where the console's views are. An ARN is one segment. */

const at = (...segments: readonly string[]) => `/${segments.map(encodeURIComponent).join('/')}`;

export const machineAddress = (arn: string, words: Words = {}) => at('state-machines', arn) + writeWords(words);

export const executionAddress = (arn: string, words: Words = {}) => at('executions', arn) + writeWords(words);

export const executionsAddress = (words: Words = {}) => at('executions') + writeWords(words);

export const activityAddress = (arn: string) => at('activities', arn);
