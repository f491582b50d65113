import { mayReadUnit } from "@/domain/access/policy";

export const mayReadScores = mayReadUnit;
