// What people and reviewers would otherwise have to remember. CONTRIBUTING.md, "Rules the check enforces", gives the reasons.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { fileNameRule } from './scripts/lint/file-name-rule.mjs';

// Time is an argument below main.ts; only these places may read a real clock or start a real timer.
const REAL_TIME = [
  'libs/runtime/**',
  'libs/database/embedded/**', // starts and stops a server process: pure I/O waiting
  'apps/*/main.ts',
  'apps/web/**', // a browser has no database clock
  'apps/simulator/**', // plays the outside world, which does have its own clocks
  'test/**',
  '**/*.spec.ts',
  '**/deadline.ts', // I/O deadlines (a socket, a whole probe) live in files named so
  '**/*-deadline.ts',
  'scripts/**',
];

const NO_REAL_TIME = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take `now` as an argument (a Clock gives it in main.ts and in loops).',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take `now` as an argument; `new Date(now)` is fine on a wire.',
  },
  {
    selector: 'CallExpression[callee.name=/^set(Timeout|Interval)$/]',
    message:
      'Register a loop (LoopRegistry). An I/O deadline belongs in a file named deadline.ts; AbortSignal.timeout is free.',
  },
];

const NO_SKIPPED_TEST = [
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|failing)$/]',
    message: 'A skipped, focused or planned test is a promise nobody keeps.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'No skipped or focused test.',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'data/**',
      'data-demo/**',
      'data-simulator/**',
      'artifacts/**',
      'coverage/**',
      'apps/web/dist/**',
      'libs/client/schema.ts', // written by npm run openapi
      'libs/client/dist/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/require-await': 'off', // an async signature may be the contract
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Rows and untyped packages arrive as `any`; a cast to a named type at the border is the habit here.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // Form fields and message variables: what is a string there is checked by the form or the catalogue's own test.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      'preserve-caught-error': 'error',
      'no-undef': 'off', // tsc knows
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { canh: { rules: { 'file-name': fileNameRule } } },
    rules: {
      'canh/file-name': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...NO_REAL_TIME],
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: ['apps/web/**'], rules: { '@typescript-eslint/unbound-method': 'off' } }, // stores are passed as plain functions
  { files: REAL_TIME, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...NO_SKIPPED_TEST], '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['apps/web/public/*.js'],
    languageOptions: {
      globals: {
        addEventListener: 'readonly',
        clients: 'readonly',
        location: 'readonly',
        registration: 'readonly',
        URL: 'readonly',
      },
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'Buffer',
          'AbortSignal',
          'AbortController',
          'performance',
          'TextDecoder',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: [
      'scripts/**',
      'apps/*/main.ts',
      'apps/simulator/cli/**',
      'test/bench/**',
      'test/replay/main.ts',
      'test/harness/*.mjs',
      '.dependency-cruiser.mjs',
    ],
    rules: { 'no-console': 'off' },
  },
  prettier,
);
