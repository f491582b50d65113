import { brief, defineMail, mailFacts } from "./define-mail";
import { timeFact } from "./facts";
import { PageLink, Paragraph } from "./parts";

/** Sent after every change of a password. */
export const passwordChanged = defineMail({
  facts: mailFacts({ at: timeFact }),
  linked: false,
  subject: (facts) => `Your password for ${brief(facts.organization)} was changed`,
  preheader: () => "If it was not you, act now.",
  because: () => "the password of your account was changed",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        The password of your account at <bdi>{facts.organization}</bdi> was changed on {facts.at}.
      </Paragraph>
      <Paragraph>If it was you, there is nothing to do.</Paragraph>
      <Paragraph>
        If it was not you, somebody else has your password. Choose a new one at once, at{" "}
        <PageLink page="forgottenPassword" />, and tell an admin of <bdi>{facts.organization}</bdi>.
      </Paragraph>
    </>
  ),
  preview: { at: "2026-11-21T21:50:00Z" },
});
