import { afterAll, inject, vi } from "vitest";
import { closePool } from "@/db/client";
import { noteEmbedded, provideEnv } from "@/lib/env";
import { auditKey } from "./audit-key";

// Vitest runs this before each file of the fast project. The files of a worker share their modules, because importing them
// anew took half of the time; what one sets up for itself ends here, so that the next begins afresh.

// The real module with its calls counted: a file cannot spy on what other modules have already imported.
vi.mock("@node-rs/argon2", async (load) => {
  const { processWide } = await import("@/lib/process-wide");
  const { hash, verify, ...rest } = await load<typeof import("@node-rs/argon2")>();
  return processWide("counted argon2", () => ({ ...rest, hash: vi.fn(hash), verify: vi.fn(verify) }));
});

provideEnv({
  DATABASE_URL: inject("appUrl"),
  NEXTAUTH_SECRET: "a key for tests, the same in every file",
  AUDIT_KEY: auditKey,
});
const before = { ...process.env };

afterAll(async () => {
  vi.restoreAllMocks();
  await closePool();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  provideEnv(before);
  noteEmbedded(false);
});
