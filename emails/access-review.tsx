import { z } from "zod";
import { countText } from "@/lib/number-text";
import { brief, defineMail, mailFacts } from "./define-mail";
import { nameFact, timeFact } from "./facts";
import { Action, Named, Paragraph, urlOf } from "./parts";

const states = ["started", "due_soon", "overdue"] as const;
type State = (typeof states)[number];

const subjects: Record<State, (organization: string) => string> = {
  started: (organization) => `Review who has access at ${organization}`,
  due_soon: (organization) => `An access review at ${organization} is due soon`,
  overdue: (organization) => `An access review at ${organization} is overdue`,
};

const review = z.object({
  state: z.enum(states),
  units: z.array(nameFact).min(1),
  /** How many memberships the reader has left to decide. */
  left: z.int().min(1),
  due_at: timeFact,
});

/** "EMEA Sales" or "EMEA Sales and 2 other org units". */
export const reviewedUnits = ([first = "", ...others]: string[]): string =>
  others.length === 0 ? first : `${first} and ${countText(others.length, "other org unit")}`;

/** Sent to reviewers when a review of access starts, three days before it is due, and when it is overdue. */
export const accessReview = defineMail({
  facts: mailFacts({ reviews: z.array(review).min(1) }),
  linked: false,
  subject: ({ reviews, organization }) => {
    const latest = states.findLast((state) => reviews.some((one) => one.state === state));
    return subjects[latest ?? "started"](brief(organization));
  },
  preheader: ({ reviews: [first] }) => `${reviewedUnits(first?.units ?? [])}: ${first?.left ?? 0} to decide.`,
  because: () => "you are asked to review who has access to some of its org units",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        Please go through who has access at <bdi>{facts.organization}</bdi>, and keep or remove each:
      </Paragraph>
      <Named items={facts.reviews}>
        {({ state, units, left, due_at }) => (
          <>
            <bdi>{reviewedUnits(units)}</bdi>: {countText(left, "membership")} to decide, {duePhrase[state]} {due_at}.
          </>
        )}
      </Named>
      <Action label="Review access" link={urlOf("reviews")} />
      <Paragraph>
        If you did not expect this, ask an admin of <bdi>{facts.organization}</bdi>.
      </Paragraph>
    </>
  ),
  preview: {
    reviews: [
      { state: "overdue", units: ["EMEA Sales"], left: 3, due_at: "2026-12-20T12:00:00Z" },
      { state: "due_soon", units: ["Events", "Partners"], left: 28, due_at: "2026-12-24T12:00:00Z" },
    ],
  },
});

const duePhrase: Record<State, string> = { started: "due on", due_soon: "due on", overdue: "overdue since" };
