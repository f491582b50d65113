import { mayReadUnit, mayWriteUnit } from "@/domain/access/policy";

export const mayReadRulesets = mayReadUnit;

export const mayWriteRulesets = mayWriteUnit;
