import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { guide } from './guide.ts';

/** The face of all text is fetched with the script, not after the script's first text asks for it. */
function faceFirst(): Plugin {
  return {
    name: 'face-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const face = Object.keys(bundle ?? {}).find((file) => /-latin-wght-.*\.woff2$/.test(file));
        if (!face) throw new Error('the face isn’t in the bundle');
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `./${face}` };
        return [{ tag: 'link', attrs, injectTo: 'head-prepend' }];
      }
    }
  };
}

export default defineConfig({
  plugins: [guide(), svelte(), svelteTesting(), faceFirst()],
  base: './',
  build: {
    // The oldest WebKitGTK that the program supports.
    target: 'safari16',
    // Inlined fonts and pictures would be data: URLs, which the content security policy refuses.
    assetsInlineLimit: 0,
    // The polyfill is of no use in WebKit and would be one more script to explain to the policy.
    modulePreload: { polyfill: false }
  },
  // The guide's chapters and pictures lie beside the UI.
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  test: {
    environment: 'jsdom',
    globals: false,
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/shop/build.ts'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000
  }
});
