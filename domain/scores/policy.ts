import { mayReadUnit } from "@/domain/access/policy";

/** Any role in an OU may read its scores (contract §2). */
export const mayReadScores = mayReadUnit;
