import os from "node:os";
import { defineConfig } from "vitest/config";

const processTests = ["server/**/*.test.ts", "db/migrate.test.ts", "bench/**/*.test.ts"];
const outsiders = ["**/*.long.test.ts", "**/node_modules/**", "**/.next/**", "**/dist/**", "**/.data/**", "e2e/**"];
const resolve = { alias: { "@": import.meta.dirname } };

export default defineConfig({
  test: {
    maxWorkers: Math.min(4, os.availableParallelism()), // each has a pool of ten connections
    projects: [
      {
        resolve,
        test: {
          name: "fast",
          include: ["{app,components,db,docs,domain,emails,lib,lint}/**/*.test.ts"],
          exclude: [...processTests, ...outsiders],
          globalSetup: "testing/setup.ts",
          setupFiles: "testing/afresh.ts",
          isolate: false,
          env: { NODE_ENV: "test", LOG_LEVEL: "silent" },
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Tests that start whole servers. They mostly wait, so `npm test` runs them beside the browser's.
        resolve,
        test: {
          name: "process",
          include: processTests,
          env: { LOG_LEVEL: "silent" }, // for the test itself; the servers that it starts have their own
          exclude: outsiders,
          maxWorkers: 3,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
