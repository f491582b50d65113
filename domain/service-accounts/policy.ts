import type { UnitActor } from "@/domain/access/actor";
import type { Role } from "@/lib/roles";

/** Service accounts are the OU's admins' to see and to make (contract §2); a service account is an editor at most. */
export const mayManageSecrets = (_actor: UnitActor, _params: object, unit: { role: Role }) => unit.role === "admin";
