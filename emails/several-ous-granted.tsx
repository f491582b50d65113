import { z } from "zod";
import { brief, defineMail, mailFacts } from "./define-mail";
import { nameFact, roleFact, timeFact } from "./facts";
import { Action, Named, Paragraph, urlOf } from "./parts";

const unit = z.object({ name: nameFact, role: roleFact, expires_at: timeFact.optional() });

/** Sent when a member is granted access to several OUs at once. */
export const severalOusGranted = defineMail({
  facts: mailFacts({
    granted_by: nameFact.nullable(),
    units: z.array(unit).min(2),
  }),
  linked: false,
  subject: (facts) => `You have access to ${facts.units.length} org units at ${brief(facts.organization)}`,
  preheader: (facts) => `${facts.units[0]?.name}, ${facts.units[1]?.name}${facts.units.length > 2 ? " and more" : ""}.`,
  because: () => "you were given access to some of its org units",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        {facts.granted_by === null ? "An admin" : <bdi>{facts.granted_by}</bdi>} has given you access to these org units
        of <bdi>{facts.organization}</bdi>:
      </Paragraph>
      <Named items={facts.units}>
        {({ name, role, expires_at }) => (
          <>
            <bdi>{name}</bdi>: you are {role} there{expires_at === undefined ? "" : ` until ${expires_at}`}.
          </>
        )}
      </Named>
      <Action label="Open the dashboard" link={urlOf("dashboard")} />
      <Paragraph>
        If you did not expect this, ask an admin of <bdi>{facts.organization}</bdi>.
      </Paragraph>
    </>
  ),
  preview: {
    granted_by: "Grace Hopper",
    units: [
      { name: "EMEA Sales", role: "editor" },
      { name: "Events", role: "viewer", expires_at: "2026-12-24T12:00:00Z" },
    ],
  },
});
