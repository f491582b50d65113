import { z } from "zod";
import { brief, defineMail, mailFacts } from "./define-mail";
import { nameFact, timeFact } from "./facts";
import { Action, Named, Paragraph, urlOf } from "./parts";

/** Sent three days before access ends, to who granted it. */
export const grantedAccessEnding = defineMail({
  facts: mailFacts({
    grants: z.array(z.object({ member: nameFact, unit_name: nameFact, expires_at: timeFact })).min(1),
  }),
  linked: false,
  subject: (facts) => `Access that you granted at ${brief(facts.organization)} ends soon`,
  preheader: (facts) => `${facts.grants[0]?.member}: until ${facts.grants[0]?.expires_at}.`,
  because: () => "access that you granted there ends soon",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        Access that you granted at <bdi>{facts.organization}</bdi> ends soon:
      </Paragraph>
      <Named items={facts.grants}>
        {({ member, unit_name, expires_at }) => (
          <>
            <bdi>{member}</bdi> in <bdi>{unit_name}</bdi>: until {expires_at}.
          </>
        )}
      </Named>
      <Action label="Extend it in the dashboard" link={urlOf("dashboard")} />
      <Paragraph>
        If you did not expect this, tell an admin of <bdi>{facts.organization}</bdi>.
      </Paragraph>
    </>
  ),
  preview: { grants: [{ member: "Alan Turing", unit_name: "EMEA Sales", expires_at: "2026-12-24T12:00:00Z" }] },
});
