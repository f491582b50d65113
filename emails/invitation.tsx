import { brief, defineMail, mailFacts } from "./define-mail";
import { nameFact, timeFact } from "./facts";
import { Action, Paragraph } from "./parts";

/** Sent when an admin adds a member or invites one again. */
export const invitation = defineMail({
  facts: mailFacts({
    inviter: nameFact.nullable(),
    expires_at: timeFact,
  }),
  linked: true,
  subject: (facts) => `You are invited to ${brief(facts.organization)}`,
  preheader: () => "Choose your password to join.",
  because: () => "one of its admins entered your address",
  Body: ({ facts, link }) => (
    <>
      <Paragraph>
        {facts.inviter === null ? "An admin" : <bdi>{facts.inviter}</bdi>} has invited you to{" "}
        <bdi>{facts.organization}</bdi> on LeadVibe Admin. To join, choose a password that only you know.
      </Paragraph>
      <Action label="Choose your password" link={link} />
      <Paragraph>
        The link works once, until {facts.expires_at}. After that, ask an admin of <bdi>{facts.organization}</bdi> for a
        new one.
      </Paragraph>
      <Paragraph>If you did not expect this, do nothing: an invitation that nobody accepts gives no access.</Paragraph>
    </>
  ),
  preview: { inviter: "Grace Hopper", expires_at: "2026-11-28T21:50:00Z" },
});
