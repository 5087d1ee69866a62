import AppLayout from '@cloudscape-design/components/app-layout';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { PLACES, trailOf } from '../model/trail';
import { useGo } from '../ui/GoLink';
import { TopBar } from './TopBar';

const link = (href: string) => ({ type: 'link' as const, text: PLACES[href] ?? '', href: `/${href}` });

/** What surrounds every view: the bar above, the ways to other views, where one is. */
export function Frame() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const go = useGo();
  const [isOpen, setOpen] = useState(true);
  const place = path.split('/')[1] ?? '';
  const trail = trailOf(path);
  const title = trail.at(-1)?.text ?? 'Home';
  useEffect(() => {
    document.title = `${title} · Stepwell`;
  }, [title]);
  const follow = (event: CustomEvent<{ href: string; external?: boolean }>) => {
    if (event.detail.external !== true) {
      event.preventDefault();
      go(event.detail.href);
    }
  };
  return (
    <>
      <TopBar />
      <AppLayout
        headerSelector="#top"
        toolsHide
        navigationOpen={isOpen}
        onNavigationChange={({ detail }) => setOpen(detail.open)}
        navigationWidth={220}
        ariaLabels={{ navigation: 'Views', navigationToggle: 'Show views', navigationClose: 'Hide views', notifications: 'Notices' }}
        navigation={
          <SideNavigation
            activeHref={`/${place}`}
            onFollow={follow}
            items={[
              { type: 'link', text: 'Home', href: '/' },
              { type: 'section-group', title: 'Step Functions', items: [link('state-machines'), link('executions'), link('activities'), link('webhooks')] },
              { type: 'section-group', title: 'Simple Workflow', items: [link('swf')] },
              { type: 'section-group', title: 'Both', items: [link('schedule'), link('compare'), link('quotas')] },
              { type: 'divider' },
              { type: 'link', text: 'README', href: '/README.txt', external: true, externalIconAriaLabel: 'opens in a new tab' },
            ]}
          />
        }
        breadcrumbs={
          trail.length === 0 ? undefined : <BreadcrumbGroup ariaLabel="Where this is" onFollow={follow} items={[{ text: 'Home', href: '/' }, ...trail]} />
        }
        content={<Outlet />}
      />
    </>
  );
}
