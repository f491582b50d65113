import os from "node:os";
import { defineConfig } from "vitest/config";

const processTests = ["server/**/*.test.ts", "db/migrate.test.ts", "bench/**/*.test.ts"];
const longTests = ["**/*.long.test.ts"];
const outsiders = ["**/node_modules/**", "**/.next/**", "**/dist/**", "**/.data/**", "e2e/**"];
const resolve = { alias: { "@": import.meta.dirname } };

// One PostgreSQL for all of a project's files.
const onDatabase = {
  globalSetup: "testing/setup.ts",
  setupFiles: "testing/afresh.ts",
  isolate: false,
  env: { NODE_ENV: "test" as const, LOG_LEVEL: "silent", RATE_LIMITS: "off" },
};

export default defineConfig({
  test: {
    maxWorkers: Math.min(4, os.availableParallelism()), // each has a pool of ten connections
    projects: [
      {
        resolve,
        test: {
          name: "fast",
          include: ["{app,components,db,docs,domain,emails,lib,lint,ops,sdk}/**/*.test.ts"],
          exclude: [...processTests, ...longTests, ...outsiders],
          ...onDatabase,
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
          globalSetup: "testing/demo-setup.ts",
          isolate: false,
          env: { LOG_LEVEL: "silent" }, // for the test itself; the servers that it starts have their own
          exclude: [...longTests, ...outsiders],
          maxWorkers: 3,
          retry: 1, // reported: beside the browser's tests the machine may stall a process for longer than a test waits
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // What CI has no time for: larger data, and most benches. npm run test:long.
        resolve,
        test: {
          name: "long",
          include: longTests,
          exclude: outsiders,
          ...onDatabase,
          isolate: true, // it costs a second a file, which is nothing beside what these take
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
