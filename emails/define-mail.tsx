import type { ComponentType, ReactElement } from "react";
import type { z } from "zod";
import { oneLine } from "./facts";
import { MailPage } from "./page";

const SUBJECT_LIMIT = 160;
const NAME_LIMIT_IN_SUBJECT = 48;

type BodyProps<Facts> = { facts: Facts; link: string | undefined };

/** One mail: its facts, and the texts made from them. */
type MailParts<Schema extends z.ZodType<{ organization: string }>, Linked extends boolean> = {
  facts: Schema;
  /** Whether it carries a secret link. */
  linked: Linked;
  subject: (facts: z.output<Schema>) => string;
  /** The preview text after the subject in a list of mails. */
  preheader: (facts: z.output<Schema>) => string;
  /** Why the recipient gets it, as the end of a sentence. */
  because: (facts: z.output<Schema>) => string;
  Body: ComponentType<BodyProps<z.output<Schema>>>;
  /** Example facts for `npm run email`. */
  preview: z.input<Schema>;
};

/** A mail's subject and document. */
export type Composed = { subject: string; document: ReactElement };

/** A name, shortened to fit a subject. */
export const brief = (name: string) => oneLine(name, NAME_LIMIT_IN_SUBJECT);

/** Defines a mail from its parts; `compose` throws ZodError for facts of another shape. */
export function defineMail<Schema extends z.ZodType<{ organization: string }>, const Linked extends boolean>(
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
        <parts.Body facts={facts} link={link} />
      </MailPage>
    );
    return { subject, document };
  }
  return { ...parts, compose };
}
