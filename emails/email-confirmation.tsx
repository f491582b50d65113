import { z } from "zod";
import { brief, defineMail } from "./define-mail";
import { addressFact, nameFact, timeFact } from "./facts";
import { Action, Paragraph } from "./parts";

/** Sent to the new address of a member who wants to change theirs; nothing changes before it is confirmed. */
export const emailConfirmation = defineMail({
  facts: z.object({ first_name: nameFact, organization: nameFact, new_email: addressFact, expires_at: timeFact }),
  linked: true,
  subject: (facts) => `Confirm your new e-mail address for ${brief(facts.organization)}`,
  preheader: () => "Nothing changes before you confirm it.",
  because: () => "somebody wants to sign in with your address in future",
  Body: ({ facts, link }) => (
    <>
      <Paragraph>
        Hello <bdi>{facts.first_name}</bdi>,
      </Paragraph>
      <Paragraph>
        You want to use {facts.new_email} for your account at <bdi>{facts.organization}</bdi>. Confirm that this address
        is yours; until then nothing changes.
      </Paragraph>
      <Action label="Confirm this address" link={link} />
      <Paragraph>The link works once, until {facts.expires_at}.</Paragraph>
      <Paragraph>
        If it was not you, do nothing: somebody has mistyped their address, and nothing happens with yours.
      </Paragraph>
    </>
  ),
  preview: {
    first_name: "Ada",
    organization: "Acme",
    new_email: "ada@new.example",
    expires_at: "2026-11-22T21:50:00Z",
  },
});
