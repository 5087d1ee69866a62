import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { useEffect } from 'react';
import { HomePage } from '../pages/home/HomePage';

/** The console: follows the reader's choice of light or dark and shows the only page there is. */
export function App() {
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => applyMode(dark.matches ? Mode.Dark : Mode.Light);
    follow();
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, []);
  return <HomePage />;
}
