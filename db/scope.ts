import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { PendingQuery, Row } from "postgres";
import type { Actor, UnitActor } from "@/lib/auth/actor";
import type { ActiveUnit } from "@/lib/auth/resolve-unit";
import { withConnection } from "./client";
import type { Connection } from "./connection";
import { isRetryable } from "./errors";

type NoSchema = Record<string, never>;
export type Tx = PostgresJsTransaction<NoSchema, NoSchema>;
type Flight = PendingQuery<Row[]>[];
type Scope = { actor: UnitActor; unit?: ActiveUnit };

const dialect = new PgDialect();
const ATTEMPTS = 3;

// Queued and not awaited: `execute` fixes the order on the wire, and all that is queued in one turn leaves in one write.
function send(flight: Flight, query: PendingQuery<Row[]>): PendingQuery<Row[]> {
  query.execute();
  query.catch(() => {}); // its failure is read where the flight lands
  flight.push(query);
  return query;
}

// A service account's scope names no organization, member or role: all it reaches is what policies give its own OU.
function settingsOf(actor: UnitActor): string[] {
  if (actor.kind === "service_account") return ["", "", "", actor.unitId];
  return [actor.orgId, actor.memberId, actor.orgRole, Object.keys(actor.ouRoles).join(",")];
}

function openScope({ sql }: Connection, { actor, unit }: Scope): Flight {
  const [orgId = "", memberId = "", orgRole = "", unitIds = ""] = settingsOf(actor);
  const flight: Flight = [];
  send(flight, sql`begin`);
  send(
    flight,
    sql`select set_config('app.org_id', ${orgId}, true), set_config('app.member_id', ${memberId}, true),
      set_config('app.org_role', ${orgRole}, true), set_config('app.unit_ids', ${unitIds}, true)`,
  );
  if (unit) {
    send(
      flight,
      sql`select set_config('app.unit_org_id', ${actor.orgId}, true), set_config('app.unit_id', ${unit.unitId}, true),
        set_config('app.unit_role', ${unit.role}, true)`,
    );
  }
  return flight;
}

// What Drizzle's session calls. It forces `prepare`, which Drizzle 0.45 leaves off at the price of a round trip a query.
function drizzleOver(connection: Connection, before: () => void, after: () => void): Tx {
  const client = {
    unsafe(query: string, parameters: never[] = []) {
      before();
      const pending = connection.sql.unsafe(query, parameters, { prepare: true });
      pending.execute();
      after();
      return pending;
    },
  };
  const session = new PostgresJsSession<never, NoSchema, NoSchema>(client as never, dialect, undefined, {});
  return new PostgresJsTransaction<NoSchema, NoSchema>(dialect, session as never, undefined);
}

async function commit(pending: PendingQuery<Row[]>): Promise<void> {
  // COMMIT of an aborted transaction answers ROLLBACK and raises nothing.
  if ((await pending).command === "ROLLBACK") throw new Error("the transaction was aborted before its commit");
}

async function rollBack(connection: Connection): Promise<void> {
  if (!connection.isLost) await connection.sql`rollback`.catch(() => {});
}

function transact<T>(scope: Scope, work: (tx: Tx) => Promise<T>, single: boolean): Promise<T> {
  return withConnection(async (connection) => {
    const opening = openScope(connection, scope);
    let isOpen = true;
    let closing: PendingQuery<Row[]> | undefined;
    const refuseTooLate = () => {
      // Sent later it would run in whatever transaction the connection serves by then, perhaps another organization's.
      if (!isOpen) throw new Error("the transaction has ended; await every statement before its work returns");
      if (closing) throw new Error("inScope takes one statement; use withScope for several");
    };
    const closeAfterStatement = () => {
      if (single) closing = send([], connection.sql`commit`);
    };
    try {
      const result = await work(drizzleOver(connection, refuseTooLate, closeAfterStatement));
      isOpen = false;
      await Promise.all(opening);
      await commit(closing ?? connection.sql`commit`);
      return result;
    } catch (error) {
      isOpen = false;
      await Promise.allSettled([...opening, ...(closing ? [closing] : [])]);
      if (!closing) await rollBack(connection);
      throw error;
    }
  });
}

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 1 || !isRetryable(error)) throw error;
    }
  }
}

/**
 * The one door to tenant data: runs `work` in a transaction whose row-level-security scope is the actor's, and commits.
 * Anything thrown rolls all of it back. `work` runs again after a deadlock, so it may touch nothing but `tx`.
 */
export function withScope<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retrying(() => transact({ actor }, work, false));
}

/**
 * The same door for a single statement: begin, scope, statement and commit leave in one write, so it costs one round
 * trip. Throws when `work` starts a second statement.
 */
export function inScope<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retrying(() => transact({ actor }, work, true));
}

/** The one door to the data of an OU: like withScope, and the scope is the active OU with the actor's role in it. */
export function withUnit<T>(actor: UnitActor, unit: ActiveUnit, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retrying(() => transact({ actor, unit }, work, false));
}

/** The same door for a single statement, in one round trip; see inScope. */
export function inUnit<T>(actor: UnitActor, unit: ActiveUnit, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retrying(() => transact({ actor, unit }, work, true));
}
