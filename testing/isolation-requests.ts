import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import * as operations from "@/domain/isolation/operations";

// The operations, which know no actor, each called in a transaction in an actor's scope.

export const checkIsolation = (actor: Actor, selected?: string) =>
  withScope(actor, (tx) => operations.checkIsolation(tx, selected));
export const readIsolation = (actor: Actor, selected?: string) =>
  withScope(actor, (tx) => operations.readIsolation(tx, selected));
