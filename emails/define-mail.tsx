import type { ComponentType, ReactElement } from "react";
import { z } from "zod";
import { nameFact, oneLine } from "./facts";
import { MailPage } from "./page";
import { Paragraph } from "./parts";

const SUBJECT_LIMIT = 160;
const NAME_LIMIT_IN_SUBJECT = 48;

/** The facts of a mail: whom it greets, for which organization, and its own. */
export const mailFacts = <Own extends z.ZodRawShape>(own: Own) =>
  z.object({ first_name: nameFact, organization: nameFact, ...own });

const KNOWN = { first_name: "Ada", organization: "Acme" };
type Known = typeof KNOWN;

type BodyProps<Facts> = { facts: Facts; link: string | undefined };

/** One mail: its facts, and the texts made from them. */
type MailParts<Schema extends z.ZodType<Known>, Linked extends boolean> = {
  facts: Schema;
  /** Whether it contains a secret link. */
  linked: Linked;
  subject: (facts: z.output<Schema>) => string;
  /** The preview text after the subject in a list of mails. */
  preheader: (facts: z.output<Schema>) => string;
  /** Why the recipient gets it, as the end of a sentence. */
  because: (facts: z.output<Schema>) => string;
  /** What follows the greeting. */
  Body: ComponentType<BodyProps<z.output<Schema>>>;
  /** Example facts for `npm run email`, besides Ada and Acme. */
  preview: Omit<z.input<Schema>, keyof Known>;
};

/** A mail's subject and document. */
export type Composed = { subject: string; document: ReactElement };

/** A name, shortened to fit a subject. */
export const brief = (name: string) => oneLine(name, NAME_LIMIT_IN_SUBJECT);

/** Defines a mail from its parts; `compose` throws ZodError for facts of another shape. */
export function defineMail<Schema extends z.ZodType<Known>, const Linked extends boolean>(
  parts: MailParts<Schema, Linked>,
) {
  function compose(unread: unknown, link: string | undefined): Composed {
    const facts = parts.facts.parse(unread);
    const subject = oneLine(parts.subject(facts), SUBJECT_LIMIT);
    const document = (
      <MailPage
        title={subject}
        preheader={parts.preheader(facts)}
        because={parts.because(facts)}
        organization={facts.organization}
      >
        <Paragraph>
          Hello <bdi>{facts.first_name}</bdi>,
        </Paragraph>
        <parts.Body facts={facts} link={link} />
      </MailPage>
    );
    return { subject, document };
  }
  return { ...parts, preview: { ...KNOWN, ...parts.preview } as z.input<Schema>, compose };
}
