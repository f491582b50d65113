import { z } from "zod";
import { password } from "@/domain/members/schema";
import { text } from "@/lib/fields";

export const ChangePasswordBody = z
  .strictObject({
    current_password: text({ max: 256 }).meta({ description: "The password you have now", example: "oldpassword123" }),
    new_password: password().meta({ description: "The password from now on", example: "securepassword123" }),
  })
  .meta({ id: "ChangePassword" });

/** What the page of a forgotten password sends. As at sign-in, an odd address is unknown and not malformed. */
export const ForgottenPasswordFields = z.object({
  email: text({ min: 1, max: 254 }).refine((email) => email.trim() !== ""),
});

/** What the page of a reset link sends. */
export const ResetPasswordFields = z.object({ token: text({ max: 200 }), password: password() });

export type ChangePasswordInput = z.output<typeof ChangePasswordBody>;
