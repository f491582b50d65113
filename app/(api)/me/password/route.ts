import { changePassword, preparePasswordChange } from "@/domain/account/operations";
import { mayChangeOwnPassword } from "@/domain/account/policy";
import { ChangePasswordBody } from "@/domain/account/schema";
import { endpoint } from "@/lib/http/endpoint";

export const PUT = endpoint(
  {
    id: "changePassword",
    locks: "self",
    tag: "Your Account",
    summary: "Change your password",
    description:
      "Your other sessions end immediately; access tokens stay. The new password has 12 to 256 characters of any kind and must be harder to guess than an initial one: four or more unrelated words will do. Ten wrong passwords lock this for a while.",
    scope: "admin",
    allow: mayChangeOwnPassword,
    body: ChangePasswordBody,
    responses: { 204: null },
    refusals: ["too_many_attempts"],
  },
  {
    prepare: ({ tx, actor, body }) => preparePasswordChange(tx, actor, body),
    act: ({ tx, actor }, change) => changePassword(tx, actor, change),
  },
);
