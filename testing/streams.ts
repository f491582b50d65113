import type { SQL } from "drizzle-orm";
import { type Tx, withScope, withUnit } from "@/db/scope";
import type { Again } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { isUnit } from "./requests";

type Streamed<F> = F extends (tx: Tx, ...rest: infer A) => infer R
  ? A extends [...infer B, Again]
    ? (...rest: B) => R
    : never
  : never;

/** Operations that stream lists, each statement in a transaction of its own, as their routes call them. */
export function asStreams<M extends object>(operations: M): { [K in keyof M]: Streamed<M[K]> } {
  const wrapped = Object.entries(operations).map(([name, operate]) => {
    const call = (actor: Actor, ...rest: unknown[]) => {
      const [unit] = rest;
      const again: Again = (work) => (isUnit(unit) ? withUnit(actor, unit, work) : withScope(actor, work));
      const each = { execute: (statement: SQL) => again((tx) => tx.execute(statement)) };
      return operate(each, actor, ...rest, again);
    };
    return [name, typeof operate === "function" ? call : operate];
  });
  return Object.fromEntries(wrapped);
}
