import { z } from "zod";
import { sealedCookie } from "@/app/(auth)/sealed-cookie";

/** What the page knows of the form that came back without JavaScript: what was entered, and what is wrong with which field. */
export const returnedForm = sealedCookie(
  "first-password",
  z.object({
    first: z.string(),
    last: z.string(),
    endsTokens: z.boolean().optional(),
    faults: z.record(z.string(), z.string()),
  }),
);
