import { expect, picture, test } from './page';
import { OwnServer } from './ownServer';

test('home tells how many requests were throttled, and which', { tag: '@alone' }, async ({ browser }) => {
  test.setTimeout(300_000);
  const server = new OwnServer();
  try {
    server.start('0', '0', { STEPWELL_JAVA_OPTS: '-Dstepwell.gateway.held=1' });
    const { activityArn } = await server.post<{ activityArn: string }>('activities', { name: 'idle' });
    const poll = () => server.ask(`activities/${encodeURIComponent(activityArn)}/tasks`, {});
    const page = await server.signedIn(browser, '/');
    await expect(page.getByText('Throttled, last hour')).toBeVisible();
    // Which of the two is held is nobody's business: the other one is told to come again.
    const refused = await Promise.race([poll(), poll()]);
    expect(refused.status).toBe(429);
    await page.getByRole('button', { name: '1 throttled requests' }).click({ timeout: 60_000 });
    await expect(page.getByText('GetActivityTask: 1')).toBeVisible();
    await picture(page, 'throttled');
    await page.context().close();
  } finally {
    server.kill();
    server.remove();
  }
});
