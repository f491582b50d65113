import type { Actor } from "@/lib/auth/actor";

/** Everyone changes their own password, and nobody another's: not even an admin (the database holds to that too). */
export const mayChangeOwnPassword = (_actor: Actor) => true;
