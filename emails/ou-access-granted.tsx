import { brief, defineMail, mailFacts } from "./define-mail";
import { nameFact, roleFact, timeFact } from "./facts";
import { Action, Paragraph, urlOf } from "./parts";

/** Sent when a member is granted access to an OU. */
export const ouAccessGranted = defineMail({
  facts: mailFacts({
    unit_name: nameFact,
    role: roleFact,
    granted_by: nameFact.nullable(),
    /** When it ends by itself, if it does. */
    expires_at: timeFact.optional(),
  }),
  linked: false,
  subject: (facts) => `You have access to ${brief(facts.unit_name)} at ${brief(facts.organization)}`,
  preheader: (facts) => `You are ${facts.role} there.`,
  because: () => "you were given access to one of its org units",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        {facts.granted_by === null ? "An admin" : <bdi>{facts.granted_by}</bdi>} has given you access to{" "}
        <bdi>{facts.unit_name}</bdi>, an org unit of <bdi>{facts.organization}</bdi>. You are {facts.role} there
        {facts.expires_at === undefined ? "" : ` until ${facts.expires_at}`}.
      </Paragraph>
      <Action label="Open the dashboard" link={urlOf("dashboard")} />
      <Paragraph>
        If you did not expect this, ask an admin of <bdi>{facts.organization}</bdi>.
      </Paragraph>
    </>
  ),
  preview: { unit_name: "EMEA Sales", role: "editor", granted_by: "Grace Hopper" },
});
