import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/generated/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.es2023 } },
    rules: {
      'no-undef': 'off', // the type check knows better
      eqeqeq: ['error', 'always'],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // One file talks to the shell: whatever else reached it would be a second door.
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tauri-apps/*'], message: 'Go through bridge.ts.' }] }
      ],
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Text from data must never become markup.' },
        { property: 'outerHTML', message: 'Text from data must never become markup.' },
        { property: 'insertAdjacentHTML', message: 'Text from data must never become markup.' }
      ]
    }
  },
  {
    files: ['**/*.ts', '**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'svelte.config.js', 'vite.config.ts'] },
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/prefer-svelte-reactivity': 'off', // state is replaced whole, never changed in place
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off' // that is SvelteKit's
    }
  },
  { files: ['src/bridge.ts'], rules: { 'no-restricted-imports': 'off' } }
);
