import type { Powers } from "@/components/shell/nav-links";
import type { UnitRoles } from "@/domain/access/policy";
import type { ListedUnit } from "@/domain/org-units/schema";
import type { Role } from "@/lib/roles";

/** Something that this person may do, as the server decided (app/(dashboard)/commands.ts). */
export type Command = {
  label: string;
  /** Other words that find it. */
  also?: string;
  /** The page where it is done; `{unit}` stands for the active OU's id, and `{slug}` for its slug. */
  href: string;
  /** The id of the button that begins it there. */
  button?: string;
  /** The roles in the active OU with which it may be done; without them, it is not about an OU. */
  roles?: readonly Role[];
};

/** What this person may choose in the palette. */
export type Offered = Powers & {
  memberId: string;
  /** The member's OUs, at most the first hundred, and how many there are in all. */
  units: ListedUnit[];
  total: number;
  roles: UnitRoles;
  commands: Command[];
};
