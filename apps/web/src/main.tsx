/**
 * The web room: screens over the REST API and the live socket, and nothing else. It may import only types from
 * #libs/contracts; it must know no table, no broker and no camera, and decide nothing that the server decides.
 */
import '@fontsource/be-vietnam-pro/latin-400.css';
import '@fontsource/be-vietnam-pro/latin-600.css';
import '@fontsource/be-vietnam-pro/vietnamese-400.css';
import '@fontsource/be-vietnam-pro/vietnamese-600.css';
import './mantine.css';
import './theme.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startLanguage } from './i18n.ts';
import { registerServiceWorker, reloadWhenOutdated } from './service-worker.ts';

const container = document.querySelector('#root');
if (container === null) throw new Error('index.html has no #root');

// The scheme's variables hang on this attribute; set before the first paint it does not flash.
const chosen = localStorage.getItem('mantine-color-scheme-value');
const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset['mantineColorScheme'] = dark ? 'dark' : 'light';

reloadWhenOutdated();
registerServiceWorker();
await startLanguage();
createRoot(container).render(<App />);
