import { mayWriteUnit } from "@/lib/auth/unit-policy";

export const mayIngest = mayWriteUnit;
