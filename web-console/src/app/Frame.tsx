import AppLayout from '@cloudscape-design/components/app-layout';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { nameOf } from '../model/arn';
import { useGo } from '../ui/GoLink';
import { TopBar } from './TopBar';

const PLACES: Readonly<Record<string, string>> = { 'state-machines': 'State machines', executions: 'Executions', activities: 'Activities' };

/** What surrounds every view: the bar above, the ways to other views, where one is. */
export function Frame() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const go = useGo();
  const [isOpen, setOpen] = useState(true);
  const [place, ...rest] = path.split('/').slice(1).map(decodeURIComponent);
  const title = rest[0] === undefined ? (PLACES[place ?? ''] ?? 'Home') : nameOf(rest[0]);
  useEffect(() => {
    document.title = `${title} · Stepwell`;
  }, [title]);
  const follow = (event: CustomEvent<{ href: string; external?: boolean }>) => {
    if (event.detail.external !== true) {
      event.preventDefault();
      go(event.detail.href);
    }
  };
  const label = place === undefined ? undefined : PLACES[place];
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
            activeHref={`/${place ?? ''}`}
            onFollow={follow}
            items={[
              { type: 'link', text: 'Home', href: '/' },
              ...Object.entries(PLACES).map(([href, text]) => ({ type: 'link' as const, text, href: `/${href}` })),
              { type: 'divider' },
              { type: 'link', text: 'README', href: '/README.txt', external: true, externalIconAriaLabel: 'opens in a new tab' },
            ]}
          />
        }
        breadcrumbs={
          label === undefined ? undefined : (
            <BreadcrumbGroup
              ariaLabel="Where this is"
              onFollow={follow}
              items={[
                { text: 'Home', href: '/' },
                { text: label, href: `/${place}` },
                ...(rest[0] === undefined ? [] : [{ text: nameOf(rest[0]), href: path }]),
              ]}
            />
          )
        }
        content={<Outlet />}
      />
    </>
  );
}
