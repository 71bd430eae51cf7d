import { defineConfig } from 'vitest/config'

export default defineConfig({
  // As Node itself resolves packages: without this, tests would load graphql's development build beside the usual one.
  ssr: { resolve: { conditions: ['node', 'module-sync'] } },
  test: { include: ['test/**/*.test.ts'], testTimeout: 20_000 },
})
