import { mayReadUnit } from "@/lib/auth/unit-policy";

export const mayReadScores = mayReadUnit;
