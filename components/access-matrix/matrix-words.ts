import { roleNames } from "@/components/members/role-words";
import { countText, numberText } from "@/lib/number-text";
import type { Role } from "@/lib/roles";
import { timeText } from "@/lib/time-text";
import type { Cell } from "./cell";
import type { Person, Refused } from "./pending";

/** Why the cells of an org admin cannot be set. */
export const FIXED = "Admin of the organization, so admin in every org unit";

export const cellName = (role: Role | undefined) => (role ? roleNames[role] : "No access");

export const personName = ({ first_name: first, last_name: last }: Person) => `${first} ${last}`;

/** A cell in words: "Editor until 1 Jan 2027". */
export const cellText = (cell: Cell) =>
  `${cellName(cell?.role)}${cell?.expires_at ? ` until ${timeText(cell.expires_at, "day", true)}` : ""}`;

/** Why a cell was not set. */
export function refusedText({ person, unit, text, why }: Refused): string {
  if (why === "outside") return `“${text}” is beyond the last row or column`;
  const where = `${person ? personName(person) : "somebody"} in ${unit?.name}`;
  return why === "no_role" ? `“${text}” for ${where} is not a role` : `${where}: the role of an org admin is fixed`;
}

/** "12 cells set. 1 stays as it is." */
export function setText(set: number, refused: number): string {
  const left = refused === 0 ? "" : ` ${numberText(refused)} ${refused === 1 ? "stays as it is" : "stay as they are"}.`;
  return `${countText(set, "cell")} set.${left}`;
}

export const HELP =
  "A, E and V set a role, Delete takes it away. Shift selects a range, Shift+Space a row, Ctrl+Space a column. Roles can be pasted from a spreadsheet, one a cell. Ctrl+Enter opens the review.";
