import { type Scope, scopes } from "@/lib/scopes";

/** Labels for scopes. */
export const scopeNames: Record<Scope, string> = {
  read: "Read",
  ingest: "Send events",
  write: "Change data",
  admin: "Administer",
};

/** What each scope lets a personal access token do. */
export const tokenScopeMeanings: Record<Scope, string> = {
  read: "Reads everything that you can read.",
  ingest: "Tells org units what leads did.",
  write: "Changes leads and rules in org units.",
  admin: "Does everything else: members, access, org units, service accounts and tokens.",
};

/** What each scope lets a service account do in its OU. */
export const programScopeMeanings: Omit<Record<Scope, string>, "admin"> = {
  read: "Reads leads, scores and rules.",
  ingest: "Tells what leads did.",
  write: "Changes leads and rules.",
};

/** A credential's scopes in a list of facts. */
export const scopesText = (held: readonly Scope[]): string =>
  held.length === scopes.length
    ? "All scopes"
    : `Scopes: ${held.map((scope) => scopeNames[scope].toLowerCase()).join(", ")}`;
