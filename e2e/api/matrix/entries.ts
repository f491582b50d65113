import type { Entry } from "@/e2e/matrix";
import { accessChangeEntries } from "./access-changes";
import { accessMatrixEntries } from "./access-matrix";
import { accessReviewEntries } from "./access-reviews";
import { accountEntries } from "./account";
import { auditLogEntries } from "./audit-log";
import { credentialEntries } from "./credentials";
import { invitationEntries } from "./invitations";
import { isolationEntries } from "./isolation";
import { leadEntries } from "./leads";
import { memberEntries } from "./members";
import { messageEntries } from "./messages";
import { orgUnitEntries } from "./org-units";
import { organizationEntries } from "./organization";
import { ouMembershipEntries } from "./ou-memberships";
import { rulesetEntries } from "./rulesets";
import { secretEntries } from "./secrets";
import { publicEntries, tokenEntries } from "./tokens";
import { viewEntries } from "./views";
import { webhookEntries } from "./webhooks";

/** Every operation; coverage.spec.ts compares the list with the document. */
export const entries: Entry[] = [
  ...organizationEntries,
  ...orgUnitEntries,
  ...ouMembershipEntries,
  ...accessChangeEntries,
  ...accessMatrixEntries,
  ...accessReviewEntries,
  ...memberEntries,
  ...secretEntries,
  ...credentialEntries,
  ...invitationEntries,
  ...messageEntries,
  ...leadEntries,
  ...rulesetEntries,
  ...tokenEntries,
  ...viewEntries,
  ...accountEntries,
  ...auditLogEntries,
  ...isolationEntries,
  ...webhookEntries,
  ...publicEntries,
];

/** The operations that need a credential. */
export const guarded = entries.filter((entry) => !entry.public);
