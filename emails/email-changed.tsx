import { brief, defineMail, mailFacts } from "./define-mail";
import { addressFact, timeFact } from "./facts";
import { PageLink, Paragraph } from "./parts";

/** Sent to the old and the new address, so that the owner notices if somebody takes over the account. */
export const emailChanged = defineMail({
  facts: mailFacts({
    old_email: addressFact,
    new_email: addressFact,
    at: timeFact,
  }),
  linked: false,
  subject: (facts) => `Your e-mail address for ${brief(facts.organization)} was changed`,
  preheader: () => "If it was not you, act now.",
  because: () => "the address of your account was changed; we send it to both addresses",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        The address of your account at <bdi>{facts.organization}</bdi> was changed from {facts.old_email} to{" "}
        {facts.new_email} on {facts.at}. From now on, sign in with {facts.new_email}, at <PageLink page="signIn" />.
      </Paragraph>
      <Paragraph>
        If it was not you, tell an admin of <bdi>{facts.organization}</bdi> at once: they can correct your address and
        end every session of your account.
      </Paragraph>
    </>
  ),
  preview: { old_email: "ada@old.example", new_email: "ada@new.example", at: "2026-11-21T21:50:00Z" },
});
