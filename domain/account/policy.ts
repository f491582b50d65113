import type { Actor } from "@/domain/access/actor";

/** Everyone changes their own password, and nobody another's: not even an admin (the database holds to that too). */
export const mayChangeOwnPassword = (_actor: Actor) => true;

/** Everyone changes their own address, which the new one confirms. Another's is an org admin's to set (contract §2). */
export const mayChangeOwnEmail = (_actor: Actor) => true;

/** Everyone may give their password again. */
export const mayReauthenticate = (_actor: Actor) => true;
