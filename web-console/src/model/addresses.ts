import { writeWords, type Words } from './search';

/** Where the console's views are. An ARN is one segment. */

const at = (...segments: readonly string[]) => `/${segments.map(encodeURIComponent).join('/')}`;

export const machineAddress = (arn: string, words: Words = {}) => at('state-machines', arn) + writeWords(words);

export const executionAddress = (arn: string, words: Words = {}) => at('executions', arn) + writeWords(words);

export const executionsAddress = (words: Words = {}) => at('executions') + writeWords(words);

export const activityAddress = (arn: string) => at('activities', arn);

export const domainAddress = (domain: string, words: Words = {}) => at('swf', domain) + writeWords(words);

export const swfTypeAddress = (domain: string, kind: 'workflow' | 'activity', name: string, version: string) => at('swf', domain, `${kind}-types`, name, version);

export const runAddress = (domain: string, workflowId: string, runId: string, words: Words = {}) => at('swf', domain, 'executions', workflowId, runId) + writeWords(words);

/** Not /schedules: AWS's clients ask for schedules there. */
export const schedulesAddress = () => at('schedule');

export const scheduleAddress = (name: string) => at('schedule', name);

export const webhookAddress = (id: string) => at('webhooks', id);

export const compareAddress = (words: Words) => at('compare') + writeWords(words);
