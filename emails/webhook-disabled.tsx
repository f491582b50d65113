import { z } from "zod";
import { brief, defineMail, mailFacts } from "./define-mail";
import { nameFact, timeFact } from "./facts";
import { Paragraph } from "./parts";

const causes = { gone: "it answered that it is gone (410)", failing: "it has failed for five days" } as const;

/** Sent to org admins when a webhook endpoint was disabled because it does not work. */
export const webhookDisabled = defineMail({
  facts: mailFacts({
    host: nameFact,
    reason: z.enum(["gone", "failing"]).transform((reason) => causes[reason]),
    at: timeFact,
  }),
  linked: false,
  subject: (facts) => `A webhook endpoint of ${brief(facts.organization)} was disabled`,
  preheader: (facts) => `${facts.host}: ${facts.reason}.`,
  because: () => "you are an org admin, and a webhook endpoint was disabled",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        The webhook endpoint at <bdi>{facts.host}</bdi> was disabled on {facts.at}, because {facts.reason}. New events
        are not sent to it.
      </Paragraph>
      <Paragraph>
        Once it works again, enable it on the page Integrations. What was waiting for it is sent then.
      </Paragraph>
      <Paragraph>
        If you did not expect this, ask whoever runs that system, or the other admins of <bdi>{facts.organization}</bdi>
        .
      </Paragraph>
    </>
  ),
  preview: { host: "hooks.acme.example", reason: "failing", at: "2026-11-21T21:50:00Z" },
});
