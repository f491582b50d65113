import { mayReadUnit, mayWriteUnit } from "@/domain/access/policy";

export const mayReadLeads = mayReadUnit;

export const mayWriteLeads = mayWriteUnit;
