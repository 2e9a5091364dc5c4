import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where a hub answers while the pages are being worked on; the built pages are served by the hub itself. */
const hubInDevelopment = 'http://127.0.0.1:8040';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', proxy: { '/api': hubInDevelopment } },
});
