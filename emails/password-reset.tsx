import { brief, defineMail, mailFacts } from "./define-mail";
import { timeFact } from "./facts";
import { Action, Paragraph } from "./parts";

/** Sent when somebody asks to reset a member's password. */
export const passwordReset = defineMail({
  facts: mailFacts({ expires_at: timeFact }),
  linked: true,
  subject: (facts) => `Choose a new password for ${brief(facts.organization)}`,
  preheader: () => "The link works once, for one hour.",
  because: () => "somebody asked for a new password for your address",
  Body: ({ facts, link }) => (
    <>
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
  preview: { expires_at: "2026-11-21T22:50:00Z" },
});
