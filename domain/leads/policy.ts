import { mayReadUnit, mayWriteUnit } from "@/domain/access/policy";

/** Any role in an OU may read its leads (contract §2). */
export const mayReadLeads = mayReadUnit;

/** Editors and admins of an OU, and its service accounts, may change and erase its leads (contract §2). */
export const mayWriteLeads = mayWriteUnit;
