import type { Actor } from "@/domain/access/actor";

/** Everyone may change their own password and nobody else's; not even an admin can (the database enforces that too). */
export const mayChangeOwnPassword = (_actor: Actor) => true;

/** Everyone may change their own address, once the new one confirms it. Only org admins may set another member's (contract §2). */
export const mayChangeOwnEmail = (_actor: Actor) => true;

/** Everyone may confirm their password again. */
export const mayReauthenticate = (_actor: Actor) => true;
