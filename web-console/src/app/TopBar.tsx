import TopNavigation from '@cloudscape-design/components/top-navigation';
import { useSession, useSignOut } from '../api/session';
import { useGo } from '../ui/GoLink';
import { usePreferences } from '../ui/preferences';
import { Trouble } from '../ui/Trouble';

/** The bar above: whose data this is, how the reader likes it, and the way out. */
export function TopBar() {
  const session = useSession().data;
  const signOut = useSignOut();
  const { theme, times, utc, choose } = usePreferences();
  const go = useGo();
  const tick = (is: boolean, text: string) => `${is ? '✓ ' : ''}${text}`;
  return (
    <div id="top" className="page-head">
      <TopNavigation
        identity={{
          href: '/',
          title: 'Stepwell',
          onFollow: (event) => {
            event.preventDefault();
            go('/');
          },
        }}
        i18nStrings={{ overflowMenuTriggerText: 'More', overflowMenuTitleText: 'All', overflowMenuBackIconAriaLabel: 'Back', overflowMenuDismissIconAriaLabel: 'Close' }}
        utilities={[
          {
            type: 'menu-dropdown',
            text: 'Display',
            iconName: 'settings',
            ariaLabel: 'Display',
            onItemClick: ({ detail }) => chosen(detail.id, choose),
            items: [
              {
                text: 'Look',
                items: [
                  { id: 'theme:system', text: tick(theme === 'system', 'As the system') },
                  { id: 'theme:light', text: tick(theme === 'light', 'Light') },
                  { id: 'theme:dark', text: tick(theme === 'dark', 'Dark') },
                ],
              },
              {
                text: 'Times',
                items: [
                  { id: 'times:relative', text: tick(times === 'relative', 'How long ago') },
                  { id: 'times:absolute', text: tick(times === 'absolute', 'Date and time') },
                ],
              },
              {
                text: 'Zone',
                items: [
                  { id: 'utc:no', text: tick(!utc, 'Of this browser') },
                  { id: 'utc:yes', text: tick(utc, 'UTC') },
                ],
              },
            ],
          },
          {
            type: 'menu-dropdown',
            text: session?.tenantName ?? '',
            description: `Account ${session?.account ?? ''} · ${session?.region ?? ''}`,
            iconName: 'user-profile',
            onItemClick: ({ detail }) => detail.id === 'out' && signOut.mutate(),
            items: [{ id: 'out', text: 'Sign out' }],
          },
        ]}
      />
      {signOut.error === null ? null : <Trouble of={signOut.error} onRetry={() => signOut.mutate()} />}
    </div>
  );
}

function chosen(id: string, choose: ReturnType<typeof usePreferences>['choose']): void {
  const [what, how] = id.split(':');
  if (what === 'theme' && (how === 'system' || how === 'light' || how === 'dark')) {
    choose({ theme: how });
  } else if (what === 'times' && (how === 'relative' || how === 'absolute')) {
    choose({ times: how });
  } else if (what === 'utc') {
    choose({ utc: how === 'yes' });
  }
}
