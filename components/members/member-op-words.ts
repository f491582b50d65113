import { opNames } from "@/components/access-changes/change-words";
import type { MemberOp } from "./member-ops";

/** What each op is called on its button. */
export const memberOpNames: Record<MemberOp, string> = { ...opNames, resend: "Send invitations again" };
