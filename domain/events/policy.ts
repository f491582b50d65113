import { mayWriteUnit } from "@/domain/access/policy";

export const mayIngest = mayWriteUnit;
