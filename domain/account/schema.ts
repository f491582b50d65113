import { z } from "zod";
import { password } from "@/domain/members/schema";
import { email, text, timestamp } from "@/lib/fields";

export const ChangePasswordBody = z
  .strictObject({
    current_password: text({ max: 256 }).meta({ description: "Your current password", example: "oldpassword123" }),
    new_password: password().meta({ description: "Your new password", example: "mauve kettle lighthouse" }),
  })
  .meta({ id: "ChangePassword" });

export const ReauthenticateBody = z
  .strictObject({ password: text({ max: 256 }).meta({ description: "Your password", example: "securepassword123" }) })
  .meta({ id: "Reauthenticate" });

export const ChangeEmailBody = z
  .strictObject({
    email: email().meta({
      description: "Your new address; it takes effect once it is confirmed",
      example: "ada@example.org",
    }),
    current_password: text({ max: 256 }).meta({ description: "Your password", example: "securepassword123" }),
  })
  .meta({ id: "ChangeEmail" });

/** An address waiting to be confirmed. */
export const PendingEmail = z
  .object({
    email: z.string().meta({ description: "The new address, where the link was sent", example: "ada@example.org" }),
    expires_at: timestamp().meta({ description: "When the link stops working" }),
  })
  .meta({ id: "PendingEmail" });

export const OwnEmail = z
  .object({
    email: z.string().meta({ description: "The address you sign in with", example: "ada@example.com" }),
    pending: PendingEmail.nullable().meta({ description: "The change waiting to be confirmed, or null" }),
  })
  .meta({ id: "OwnEmail" });

/** The form on the page of a confirmation link. */
export const ConfirmEmailFields = z.object({ token: text({ max: 200 }) });

/** The form for a forgotten password. As at sign-in, an address of any form is accepted and may just be unknown. */
export const ForgottenPasswordFields = z.object({
  email: text({ min: 1, max: 254 }).refine((email) => email.trim() !== ""),
});

/** The form on the page of a reset link. */
export const ResetPasswordFields = z.object({
  token: text({ max: 200 }),
  password: password(),
  /** A checkbox: browsers only send it when it is checked. */
  end_tokens: z.literal("on").optional(),
});

export type ChangePasswordInput = z.output<typeof ChangePasswordBody>;
export type ReauthenticateInput = z.output<typeof ReauthenticateBody>;
export type ChangeEmailInput = z.output<typeof ChangeEmailBody>;
export type PendingEmail = z.output<typeof PendingEmail>;
export type OwnEmail = z.output<typeof OwnEmail>;
