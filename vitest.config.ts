import { defineConfig } from 'vitest/config';

const json = process.env.VITEST_JSON;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Otherwise vitest reads style sheets as empty, also where they are wanted as text.
    css: true,
    globalSetup: 'test/cli/build.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: json ? ['default', ['json', { outputFile: json }]] : ['default'],
  },
});
