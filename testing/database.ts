import postgres, { type Sql } from "postgres";
import { inject } from "vitest";

/** Opens a pool for a test. `end()` it, or it ends five seconds after its last use. */
export function connect(url: string, max: number): Sql {
  return postgres(url, { max, idle_timeout: 5, onnotice: () => {} });
}

/** The URL of the same server at another port. */
export const onPort = (url: string, port: number) => Object.assign(new URL(url), { port: String(port) }).href;

let ownerConnection: Sql | undefined;

/** A connection as the database's owner, whom row-level security does not bind, to assert on the actual rows. */
export function owner(): Sql {
  ownerConnection ??= connect(inject("ownerUrl"), 2);
  return ownerConnection;
}
