import { byOperator } from "@/db/audit-journal";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { organizations } from "@/db/schema/organizations";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { personalAccessTokens } from "@/db/schema/personal-access-tokens";
import { withScope } from "@/db/scope";
import { foundingActor } from "@/domain/access/operator";
import { audit } from "@/domain/audit-log/audit";
import { hashNewPassword } from "@/lib/auth/password";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { newId } from "@/lib/ids";
import { addressKey } from "@/lib/mail-address";
import { textKey } from "@/lib/text-key";
import type { CreateOrganizationInput } from "./schema";

const DEFAULT_UNIT = "Default";

type Founded = { org_id: string; unit_id: string; org_member_id: string; email: string; token: string };

/**
 * Creates an organization with its default OU, its first admin and a token for them, in one transaction. Throws
 * invalid_content for a password that is not allowed. (contract §1, §4)
 */
export async function createOrganization({ name, admin }: CreateOrganizationInput): Promise<Founded> {
  const { first_name: first, last_name: last, email, password } = admin;
  const owner = { first, last, email, organization: name };
  const passwordHash = await hashNewPassword({ password, owner, kind: "initial" });
  const token = mintToken();
  const [orgId, unitId, orgMemberId] = [newId("org"), newId("unit"), newId("mem")];
  const person = {
    firstName: first,
    lastName: last,
    email,
    emailKey: addressKey(email),
    role: "admin" as const,
    passwordHash,
    acceptedAt: new Date(), // they chose the password themselves
  };
  await withScope(
    foundingActor(orgId, orgMemberId),
    async (tx) => {
      await tx.insert(organizations).values({ orgId, name });
      await tx.insert(orgUnits).values({
        orgId,
        unitId,
        name: DEFAULT_UNIT,
        nameKey: textKey(DEFAULT_UNIT),
        slug: "default",
        isDefault: true,
      });
      await tx.insert(members).values({ orgId, orgMemberId, ...person });
      await tx.insert(ouMemberships).values({ orgId, unitId, orgMemberId, role: "admin", grantedBy: orgMemberId });
      await tx.insert(personalAccessTokens).values({
        orgId,
        tokenId: newId("tok"),
        orgMemberId,
        name: "First token",
        tokenHash: tokenHash(token),
      });
      audit(tx, "organization.created", { id: orgId, name });
    },
    byOperator,
  );
  return { org_id: orgId, unit_id: unitId, org_member_id: orgMemberId, email, token };
}
