import { defineConfig } from 'vitest/config';
import { wasmInTests } from './scripts/compile-scanner.js';

const json = process.env.VITEST_JSON;

export default defineConfig({
  plugins: [wasmInTests()],
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
