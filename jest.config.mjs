import { swcOptions } from './test/harness/swc-options.mjs';

/** @type {import('jest').Config} */
export default {
  // One more than the two cores it is made for: about a tenth of the time all others wait for sockets and seconds.
  maxWorkers: 3,
  testSequencer: '<rootDir>/test/harness/longest-first.mjs',
  // A limit for what hangs, not a speed that is promised: the machine may be busy.
  testTimeout: 120_000,
  globalSetup: '<rootDir>/test/harness/jest-postgres.mjs',
  globalTeardown: '<rootDir>/test/harness/jest-postgres-stop.mjs',
  reporters: ['default', '<rootDir>/test/harness/closing-line.reporter.mjs'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', swcOptions],
  },
};
