import { z } from "zod";
import { brief, defineMail, mailFacts } from "./define-mail";
import { nameFact, roleFact, timeFact } from "./facts";
import { Named, Paragraph } from "./parts";

/** Sent to a member three days before their access to OUs ends. */
export const accessEnding = defineMail({
  facts: mailFacts({ units: z.array(z.object({ name: nameFact, role: roleFact, expires_at: timeFact })).min(1) }),
  linked: false,
  subject: (facts) => `Your access at ${brief(facts.organization)} ends soon`,
  preheader: (facts) => `${facts.units[0]?.name}: until ${facts.units[0]?.expires_at}.`,
  because: () => "your access to some of its org units ends soon",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        Your access to these org units of <bdi>{facts.organization}</bdi> ends soon:
      </Paragraph>
      <Named items={facts.units}>
        {({ name, role, expires_at }) => (
          <>
            <bdi>{name}</bdi>, where you are {role}: until {expires_at}.
          </>
        )}
      </Named>
      <Paragraph>
        If you did not expect this, or still need it, ask an admin of <bdi>{facts.organization}</bdi>.
      </Paragraph>
    </>
  ),
  preview: { units: [{ name: "EMEA Sales", role: "editor", expires_at: "2026-12-24T12:00:00Z" }] },
});
