import { mayReadUnit, mayWriteUnit } from "@/domain/access/policy";

/** Any role in an OU may read its rules (contract §2). */
export const mayReadRulesets = mayReadUnit;

/** Editors and admins of an OU, and its service accounts, may change and preview its rules (contract §2). */
export const mayWriteRulesets = mayWriteUnit;
