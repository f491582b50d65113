import { z } from "zod";
import { password } from "@/domain/members/schema";
import { text } from "@/lib/fields";

export const ChangePasswordBody = z
  .strictObject({
    current_password: text({ max: 256 }).meta({ description: "The password you have now", example: "oldpassword123" }),
    new_password: password().meta({ description: "The password from now on", example: "securepassword123" }),
  })
  .meta({ id: "ChangePassword" });

export type ChangePasswordInput = z.output<typeof ChangePasswordBody>;
