import { mayReadUnit, mayWriteUnit } from "@/lib/auth/unit-policy";

export const mayReadRulesets = mayReadUnit;

export const mayWriteRulesets = mayWriteUnit;
