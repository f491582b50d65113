import { z } from "zod";
import { sealedCookie } from "@/app/(auth)/sealed-cookie";

/** State of a form that came back without JavaScript: the input and the errors by field. */
export const returnedForm = sealedCookie(
  "first-password",
  z.object({
    first: z.string(),
    last: z.string(),
    endsTokens: z.boolean().optional(),
    faults: z.record(z.string(), z.string()),
  }),
);
