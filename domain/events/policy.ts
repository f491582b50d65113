import { mayWriteUnit } from "@/domain/access/policy";

/** Editors and admins of an OU, and its service accounts, may send events (contract §2). */
export const mayIngest = mayWriteUnit;
