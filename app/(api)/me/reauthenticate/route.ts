import { mayReauthenticate } from "@/domain/account/policy";
import { prepareReauthentication, reauthenticate } from "@/domain/account/reauthenticate";
import { ReauthenticateBody } from "@/domain/account/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "reauthenticate",
    tag: "Your Account",
    summary: "Give your password again",
    description:
      "After a `reauthentication_required` refusal: the session may then do what was refused, for a limited time. Ten wrong guesses lock it. An access token is never asked.",
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
