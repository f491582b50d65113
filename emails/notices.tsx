import type { ReactNode } from "react";
import { z } from "zod";
import { countText } from "@/lib/number-text";
import { accessEnding } from "./access-ending";
import { accessReview, reviewedUnits } from "./access-review";
import { brief, defineMail, mailFacts } from "./define-mail";
import { emailChanged } from "./email-changed";
import { grantedAccessEnding } from "./granted-access-ending";
import { newSignIn } from "./new-sign-in";
import { ouAccessGranted } from "./ou-access-granted";
import { PageLink, Paragraph } from "./parts";
import { passwordChanged } from "./password-changed";
import { severalOusGranted } from "./several-ous-granted";
import { webhookDisabled } from "./webhook-disabled";

/** The most notices in one mail; older ones are left out. */
export const NOTICES_IN_A_MAIL = 50;

const known = { first_name: true, organization: true } as const;

const notice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ou_access_granted"), facts: ouAccessGranted.facts.omit(known) }),
  z.object({ kind: z.literal("several_ous_granted"), facts: severalOusGranted.facts.omit(known) }),
  z.object({ kind: z.literal("access_ending"), facts: accessEnding.facts.omit(known) }),
  z.object({ kind: z.literal("granted_access_ending"), facts: grantedAccessEnding.facts.omit(known) }),
  z.object({ kind: z.literal("access_review"), facts: accessReview.facts.omit(known) }),
  z.object({ kind: z.literal("email_changed"), facts: emailChanged.facts.omit(known) }),
  z.object({ kind: z.literal("new_sign_in"), facts: newSignIn.facts.omit(known) }),
  z.object({ kind: z.literal("webhook_disabled"), facts: webhookDisabled.facts.omit(known) }),
  z.object({ kind: z.literal("password_changed"), facts: passwordChanged.facts.omit(known) }),
]);
type Notice = z.output<typeof notice>;

function sentenceOf({ kind, facts }: Notice): ReactNode {
  switch (kind) {
    case "ou_access_granted":
      return (
        <>
          {facts.granted_by === null ? "An admin" : <bdi>{facts.granted_by}</bdi>} gave you access to{" "}
          <bdi>{facts.unit_name}</bdi>: you are {facts.role} there.
        </>
      );
    case "several_ous_granted":
      return (
        <>
          {facts.granted_by === null ? "An admin" : <bdi>{facts.granted_by}</bdi>} gave you access to{" "}
          {facts.units.length} org units, such as <bdi>{facts.units[0]?.name}</bdi>.
        </>
      );
    case "access_ending":
      return (
        <>
          Your access to <bdi>{facts.units[0]?.name}</bdi> ends on {facts.units[0]?.expires_at}
          {facts.units.length > 1 && `, and to ${countText(facts.units.length - 1, "other")} soon`}.
        </>
      );
    case "granted_access_ending":
      return (
        <>
          The access of <bdi>{facts.grants[0]?.member}</bdi> to <bdi>{facts.grants[0]?.unit_name}</bdi>, which you
          granted, ends on {facts.grants[0]?.expires_at}
          {facts.grants.length > 1 &&
            `. ${countText(facts.grants.length - 1, "more grant ends", "more grants end")} soon`}
          .
        </>
      );
    case "access_review":
      return (
        <>
          You are asked to review who has access to <bdi>{reviewedUnits(facts.reviews[0]?.units ?? [])}</bdi>
          {facts.reviews.length > 1 && `, in ${countText(facts.reviews.length, "review")}`}.
        </>
      );
    case "email_changed":
      return `The address of your account was changed from ${facts.old_email} to ${facts.new_email} on ${facts.at}.`;
    case "new_sign_in":
      return (
        <>
          A new device signed in to your account on {facts.at}: <bdi>{facts.device}</bdi>
          {facts.ip === null ? null : `, from the address ${facts.ip}`}.
        </>
      );
    case "webhook_disabled":
      return (
        <>
          The webhook endpoint at <bdi>{facts.host}</bdi> was disabled on {facts.at}, because {facts.reason}.
        </>
      );
    case "password_changed":
      return `Your password was changed on ${facts.at}.`;
  }
}

/** Sent instead of single notices when an address has been sent many within an hour or a day. */
export const notices = defineMail({
  facts: mailFacts({
    notices: z.array(notice).min(1),
    /** How many older notices are left out. */
    left_out: z.int().min(0),
  }),
  linked: false,
  subject: (facts) => `What happened to your account at ${brief(facts.organization)}`,
  preheader: (facts) => `${facts.notices.length + facts.left_out} notices in one mail.`,
  because: () => "several things happened to your account in a short time",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        This happened to your account at <bdi>{facts.organization}</bdi>, the oldest first.
        {facts.left_out > 0 && ` Older notices are left out: ${facts.left_out}.`}
      </Paragraph>
      {[...facts.notices.entries()].map(([index, one]) => (
        <Paragraph key={index}>{sentenceOf(one)}</Paragraph>
      ))}
      <Paragraph>
        If it was not you, choose a new password at <PageLink page="forgottenPassword" />, and tell an admin of{" "}
        <bdi>{facts.organization}</bdi>. You can review your sessions at <PageLink page="sessions" />.
      </Paragraph>
    </>
  ),
  preview: {
    notices: [
      {
        kind: "ou_access_granted",
        facts: { unit_name: "EMEA Sales", role: "editor", granted_by: "Grace Hopper" },
      },
      {
        kind: "several_ous_granted",
        facts: {
          granted_by: "Grace Hopper",
          units: [
            { name: "Events", role: "viewer" },
            { name: "Partners", role: "viewer" },
          ],
        },
      },
      {
        kind: "access_ending",
        facts: { units: [{ name: "Events", role: "viewer", expires_at: "2026-12-24T12:00:00Z" }] },
      },
      {
        kind: "granted_access_ending",
        facts: { grants: [{ member: "Alan Turing", unit_name: "Events", expires_at: "2026-12-24T12:00:00Z" }] },
      },
      {
        kind: "access_review",
        facts: { reviews: [{ state: "started", units: ["Events"], left: 28, due_at: "2026-12-24T12:00:00Z" }] },
      },
      {
        kind: "email_changed",
        facts: { old_email: "ada@old.example", new_email: "ada@new.example", at: "2026-11-21T21:50:00Z" },
      },
      {
        kind: "new_sign_in",
        facts: { device: "Firefox on Windows", ip: "203.0.113.7", at: "2026-11-21T21:55:00Z" },
      },
      {
        kind: "webhook_disabled",
        facts: { host: "hooks.acme.example", reason: "failing", at: "2026-11-21T21:58:00Z" },
      },
      { kind: "password_changed", facts: { at: "2026-11-21T22:00:00Z" } },
    ],
    left_out: 0,
  },
});
