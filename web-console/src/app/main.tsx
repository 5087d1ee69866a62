import '@cloudscape-design/global-styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/look.css';
import { App, begin } from './App';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
begin();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
