import { mayReadUnit, mayWriteUnit } from "@/lib/auth/unit-policy";

export const mayReadLeads = mayReadUnit;

export const mayWriteLeads = mayWriteUnit;
