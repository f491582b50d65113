import { mayReauthenticate } from "@/domain/account/policy";
import { prepareReauthentication, reauthenticate } from "@/domain/account/reauthenticate";
import { ReauthenticateBody } from "@/domain/account/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "reauthenticate",
    tag: "Your Account",
    summary: "Confirm your password",
    description:
      "After a `reauthentication_required` refusal. The session may then do what was refused, for a limited time. Ten wrong passwords lock this for a while. Access tokens are never asked.",
    scope: "admin",
    allow: mayReauthenticate,
    body: ReauthenticateBody,
    responses: { 204: null },
    refusals: ["too_many_attempts"],
  },
  {
    prepare: ({ tx, actor, body }) => prepareReauthentication(tx, actor, body),
    act: ({ tx, actor }, provenHash) => reauthenticate(tx, actor, provenHash),
  },
);
