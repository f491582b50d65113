import { cancelEmailChange, prepareEmailChange, readOwnEmail, requestEmailChange } from "@/domain/account/change-email";
import { mayChangeOwnEmail } from "@/domain/account/policy";
import { ChangeEmailBody, OwnEmail, PendingEmail } from "@/domain/account/schema";
import { endpoint } from "@/lib/http/endpoint";

const tag = "Your Account";

export const GET = endpoint(
  {
    id: "readOwnEmail",
    tag,
    summary: "Read your e-mail address and any unconfirmed new one",
    scope: "read",
    allow: mayChangeOwnEmail,
    responses: { 200: OwnEmail },
  },
  ({ tx, actor }) => readOwnEmail(tx, actor),
);

export const POST = endpoint(
  {
    id: "changeEmail",
    locks: "self",
    tag,
    summary: "Change your e-mail address",
    description:
      "Mails a link to the new address, valid for a day. Nothing changes until you open it and confirm; then both addresses are notified. Sessions and access tokens stay.",
    scope: "admin",
    allow: mayChangeOwnEmail,
    body: ChangeEmailBody,
    responses: { 202: PendingEmail },
    refusals: ["email_taken", "too_many_attempts", "mail_budget_exhausted"],
  },
  {
    prepare: ({ tx, actor, body }) => prepareEmailChange(tx, actor, body),
    act: ({ tx, actor, body }) => requestEmailChange(tx, actor, body),
  },
);

export const DELETE = endpoint(
  {
    id: "cancelEmailChange",
    locks: "self",
    tag,
    summary: "Cancel a change of your e-mail address",
    description: "The mailed link stops working. Without a pending change, nothing happens.",
    scope: "admin",
    allow: mayChangeOwnEmail,
    responses: { 204: null },
  },
  ({ tx, actor }) => cancelEmailChange(tx, actor),
);
