import type { UnitActor } from "@/domain/access/actor";
import type { Role } from "@/lib/roles";

/** The OU's admins may see and create service accounts (contract §2); a service account is at most an editor. */
export const mayManageSecrets = (_actor: UnitActor, _params: object, unit: { role: Role }) => unit.role === "admin";
