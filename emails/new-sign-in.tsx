import { brief, defineMail, mailFacts } from "./define-mail";
import { ipFact, nameFact, timeFact } from "./facts";
import { PageLink, Paragraph } from "./parts";

/** Sent when a member signs in from a new device. */
export const newSignIn = defineMail({
  facts: mailFacts({
    device: nameFact,
    ip: ipFact.nullable(),
    at: timeFact,
  }),
  linked: false,
  subject: (facts) => `New sign-in to ${brief(facts.organization)}`,
  preheader: (facts) => `${facts.device}, ${facts.at}`,
  because: () => "a new device signed in to your account",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        A new device signed in to your account at <bdi>{facts.organization}</bdi> on {facts.at}:{" "}
        <bdi>{facts.device}</bdi>
        {facts.ip === null ? null : `, from the address ${facts.ip}`}.
      </Paragraph>
      <Paragraph>If it was you, there is nothing to do.</Paragraph>
      <Paragraph>
        If it was not you, somebody else has your password. Choose a new one at once, at{" "}
        <PageLink page="forgottenPassword" />, and tell an admin of <bdi>{facts.organization}</bdi>. You can review your
        sessions at <PageLink page="sessions" />.
      </Paragraph>
    </>
  ),
  preview: { device: "Firefox on Windows", ip: "203.0.113.7", at: "2026-11-21T21:50:00Z" },
});
