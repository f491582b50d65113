import { vi } from "vitest";
import { Dialect } from "@/db/dialect";

/** The number of statements that some work makes, whether Drizzle builds them or a template is sent. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const made = vi.spyOn(Dialect.prototype, "sqlToQuery");
  try {
    await work();
    return made.mock.calls.length;
  } finally {
    made.mockRestore();
  }
}
