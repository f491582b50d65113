import { roles } from "@/lib/roles";
import { roleNames } from "./role-words";

/** The roles as options of a select, the weakest first. */
export const RoleOptions = () =>
  roles.toReversed().map((role) => (
    <option key={role} value={role}>
      {roleNames[role]}
    </option>
  ));
