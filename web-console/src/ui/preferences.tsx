import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/** What a reader chose for the whole console; kept in this browser. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly times: 'relative' | 'absolute';
  readonly utc: boolean;
}

const FIRST: Preferences = { theme: 'system', times: 'relative', utc: false };
const KEPT_AS = 'stepwell.preferences';

interface Chosen extends Preferences {
  readonly choose: (part: Partial<Preferences>) => void;
}

const Context = createContext<Chosen>({ ...FIRST, choose: () => undefined });

/** The reader's preferences and how to change them. */
export const usePreferences = () => useContext(Context);

/** Gives everything inside it the reader's preferences and the page its light or dark look. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(read);
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => {
      const isDark = preferences.theme === 'dark' || (preferences.theme === 'system' && dark.matches);
      applyMode(isDark ? Mode.Dark : Mode.Light);
      document.documentElement.classList.toggle('is-dark', isDark);
    };
    follow();
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, [preferences.theme]);
  const chosen = useMemo(() => {
    const choose = (part: Partial<Preferences>) => {
      const next = { ...preferences, ...part };
      setPreferences(next);
      localStorage.setItem(KEPT_AS, JSON.stringify(next));
    };
    return { ...preferences, choose };
  }, [preferences]);
  return <Context value={chosen}>{children}</Context>;
}

function read(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}') as Partial<Preferences>;
    return {
      theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : FIRST.theme,
      times: kept.times === 'absolute' ? 'absolute' : FIRST.times,
      utc: kept.utc === true,
    };
  } catch {
    return FIRST;
  }
}
