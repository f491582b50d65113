import { z } from "zod";
import { brief, defineMail } from "./define-mail";
import { nameFact, timeFact } from "./facts";
import { Action, Paragraph } from "./parts";

/** Sent when somebody asks to reset a member's password. */
export const passwordReset = defineMail({
  facts: z.object({ first_name: nameFact, organization: nameFact, expires_at: timeFact }),
  linked: true,
  subject: (facts) => `Choose a new password for ${brief(facts.organization)}`,
  preheader: () => "The link works once, for one hour.",
  because: () => "somebody asked for a new password for your address",
  Body: ({ facts, link }) => (
    <>
      <Paragraph>
        Hello <bdi>{facts.first_name}</bdi>,
      </Paragraph>
      <Paragraph>
        Somebody, hopefully you, asked for a new password for your account at <bdi>{facts.organization}</bdi>.
      </Paragraph>
      <Action label="Choose a new password" link={link} />
      <Paragraph>The link works once, until {facts.expires_at}.</Paragraph>
      <Paragraph>
        If it was not you, do nothing: your password stays as it is. If such e-mails keep coming, tell an admin of{" "}
        <bdi>{facts.organization}</bdi>.
      </Paragraph>
    </>
  ),
  preview: { first_name: "Ada", organization: "Acme", expires_at: "2026-11-21T22:50:00Z" },
});
