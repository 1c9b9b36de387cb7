import { defineConfig } from 'vitest/config';

// `npm test` runs the counts of the property tests at a tenth, `npm run test:long` (mode "long") in full.
export default defineConfig(({ mode }) => ({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    env: { MARQUEE_LONG: mode === 'long' ? '1' : '' },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: mode === 'long' ? 1_800_000 : 180_000,
    hookTimeout: 120_000,
  },
}));
