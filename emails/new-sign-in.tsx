import { z } from "zod";
import { brief, defineMail } from "./define-mail";
import { ipFact, nameFact, timeFact } from "./facts";
import { PageLink, Paragraph } from "./parts";

/** Sent when a member signs in from a new device. */
export const newSignIn = defineMail({
  facts: z.object({
    first_name: nameFact,
    organization: nameFact,
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
        Hello <bdi>{facts.first_name}</bdi>,
      </Paragraph>
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
  preview: {
    first_name: "Ada",
    organization: "Acme",
    device: "Firefox on Windows",
    ip: "203.0.113.7",
    at: "2026-11-21T21:50:00Z",
  },
});
