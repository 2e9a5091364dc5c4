/**
 * The pages' start. In order: the look, the language (its chunk is fetched before the first paint, so no text flickers),
 * then the app, which asks who is there and shows set-up, login or the frame.
 */
import './look/styles.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { firstLanguage, loadMessages } from './language/load.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html lacks #root');
const language = firstLanguage();
const messages = await loadMessages(language);
createRoot(root).render(<App first={{ language, messages }} />);
