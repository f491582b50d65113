import { byOperator } from "@/db/audit-journal";
import { withScope } from "@/db/scope";
import { findAccountsByEmail } from "@/db/system";
import { DomainError, nullFor } from "@/lib/errors";
import { addressKey } from "@/lib/mail-address";
import { createToken } from "./operations";
import type { CreateTokenInput } from "./schema";

type IssuedToken = { org_id: string; org_member_id: string; email: string; token: string };

/**
 * Creates a token for an existing member, for the operator's command. Throws member_not_found if nobody has the address or
 * several organizations have it and `orgId` is missing, member_not_active for an invited or deactivated member, and
 * org_unit_not_found for an OU that they have no access to; the detail says what to do.
 */
export async function createTokenFor(
  email: string,
  orgId?: string,
  limits: Pick<CreateTokenInput, "scopes" | "unit_id"> = {},
): Promise<IssuedToken> {
  const accounts = (await findAccountsByEmail(addressKey(email))).filter(
    ({ actor }) => !orgId || actor.orgId === orgId,
  );
  const [account, ...others] = accounts;
  if (!account) throw new DomainError("member_not_found", `No member has the e-mail address ${email}.`);
  if (others.length > 0) {
    const choices = accounts.map(({ actor }) => actor.orgId).join(", ");
    throw new DomainError(
      "member_not_found",
      `${email} is a member of several organizations; add --org with one of ${choices}.`,
    );
  }
  if (account.status !== "active") {
    const todo =
      account.status === "invited" ? "they have not accepted their invitation" : "an admin has deactivated it";
    throw new DomainError("member_not_active", `The account of ${email} cannot have a token: ${todo}.`);
  }
  const input = { ...limits, name: "Made on the command line" };
  const made = await withScope(account.actor, (tx) => createToken(tx, account.actor, input), byOperator).catch(
    nullFor("org_unit_not_found"),
  );
  if (!made) throw new DomainError("org_unit_not_found", `${email} has access to no org unit ${limits.unit_id}.`);
  const { token } = made.parse();
  return { org_id: account.actor.orgId, org_member_id: account.actor.memberId, email: account.email, token };
}
