import { HELLO } from './machines';
import { ACCOUNT, ask, createMachine, machineArn, ROLE } from './server';

/** Schedules and webhooks as the scenarios use them, with a machine of their own. */

export const SCHEDULED = 'scheduled';
/** A schedule that is looked at and never fires: it is due in a year that nobody will see. */
const SEEN = 'seen';

/** Makes the machine that schedules start; nothing happens when it is there. */
export const scheduledMachine = () => createMachine(SCHEDULED, HELLO);

/** The address of a schedule that is there to be looked at. */
export async function seenSchedule(): Promise<string> {
  await scheduledMachine();
  await ask('POST', `schedules/${SEEN}`, {
    ScheduleExpression: 'at(2999-12-31T23:59:00)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: machineArn(SCHEDULED), RoleArn: ROLE, Input: '{"at":"<aws.scheduler.scheduled-time>"}' },
    ClientToken: `seen-${ACCOUNT}`, // made once, whoever asks first
  });
  return `/schedule/${SEEN}`;
}

/** The address of a webhook that is there to be looked at; nothing listens at its port. */
export async function seenWebhook(): Promise<string> {
  const url = 'http://127.0.0.1:9/looked-at';
  await scheduledMachine();
  const { webhooks } = await ask<{ webhooks: readonly { webhookId: string; url: string }[] }>('GET', 'webhooks');
  const found = webhooks.find((one) => one.url === url);
  const { webhookId } = found ?? (await ask<{ webhookId: string }>('POST', 'webhooks', { url, stateMachineArn: machineArn(SCHEDULED), statuses: ['FAILED'] }));
  return `/webhooks/${webhookId}`;
}
