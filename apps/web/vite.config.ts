import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { AppShell } from './build/app-shell.ts';
import { earlyStart } from './build/early-start.ts';
import { precompressed } from './build/precompressed.ts';

const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';
const shell = new AppShell('src/main.tsx', [
  'src/near/offline-start.tsx',
  'src/install/install.tsx',
  'src/install/qr-reader.ts',
]);

/** `npx vite build apps/web` writes dist/web, which apps/api serves at `/`. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: {
    alias: {
      '#libs/client': `${import.meta.dirname}/../../libs/client/index.ts`,
      '#libs/domain/sticker-code': `${import.meta.dirname}/../../libs/domain/sticker-code.ts`,
    },
  },
  plugins: [
    react(),
    earlyStart(),
    shell.plugin(),
    VitePWA({
      // src/service-worker.ts registers it, where the browser allows one.
      injectRegister: false,
      registerType: 'autoUpdate',
      manifest: {
        name: 'Canh Thôn',
        short_name: 'Canh Thôn',
        description: 'Trông coi camera, đèn và mạng của thôn',
        lang: 'vi',
        id: '/',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        theme_color: '#2b3f8c',
        background_color: '#f6f7f9',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        // What a phone needs to start without network; never an answer of the API: the list keeps itself, with its age.
        globPatterns: ['**/*.{html,js,css,woff2}'],
        manifestTransforms: [shell.onlyShell],
        navigateFallback: '/index.html',
        // Pages for everybody (/q, /thon …) come from the server and are not ours to answer.
        navigateFallbackAllowlist: [
          /^\/$/,
          /^\/(near|install|overview|more|incidents|devices|map|lights|targets|maintenance|units|reports|public-reports|admin)(\/|$)/,
        ],
        // The other screens, once they were opened: their names carry their content's hash.
        runtimeCaching: [
          {
            urlPattern: /\/assets\/.*\.(js|css|woff2)$/,
            handler: 'CacheFirst',
            options: { cacheName: 'screens', expiration: { maxEntries: 120 } },
          },
        ],
        // Notifications, in a file of public/ as it is.
        importScripts: ['/push-worker.js'],
        cleanupOutdatedCaches: true,
        sourcemap: false,
      },
    }),
    precompressed(),
  ],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The Content-Security-Policy allows no data: fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    // MapLibre is one big file by nature; it is loaded with the map route only.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: shell.inOneFile }] } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': api,
      '/socket.io': { target: api, ws: true },
    },
  },
});
