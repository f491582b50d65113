import { brief, defineMail, mailFacts } from "./define-mail";
import { addressFact, timeFact } from "./facts";
import { Action, Paragraph } from "./parts";

/** Sent to the new address when a member changes theirs; nothing changes until it is confirmed. */
export const emailConfirmation = defineMail({
  facts: mailFacts({ new_email: addressFact, expires_at: timeFact }),
  linked: true,
  subject: (facts) => `Confirm your new e-mail address for ${brief(facts.organization)}`,
  preheader: () => "Nothing changes until you confirm it.",
  because: () => "somebody asked to sign in with your address",
  Body: ({ facts, link }) => (
    <>
      <Paragraph>
        You asked to use {facts.new_email} for your account at <bdi>{facts.organization}</bdi>. Confirm that this
        address is yours; until then nothing changes.
      </Paragraph>
      <Action label="Confirm this address" link={link} />
      <Paragraph>The link works once, until {facts.expires_at}.</Paragraph>
      <Paragraph>
        If it was not you, do nothing: somebody probably mistyped their address, and nothing will happen.
      </Paragraph>
    </>
  ),
  preview: { new_email: "ada@new.example", expires_at: "2026-11-22T21:50:00Z" },
});
