import { ArrowRight, CircleCheck } from "lucide-react";
import { listHref } from "@/components/data-table/list-href";
import { MAIL_PATH } from "@/components/mail/mail-paths";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { UNITS_PATH } from "@/components/org-units/units-path";
import { Link } from "@/components/ui/link";
import { WEBHOOKS_PATH } from "@/components/webhooks/webhook-paths";
import { NO_UNIT } from "@/domain/members/schema";
import type { Overview } from "@/domain/overview/schema";
import { countText } from "@/lib/number-text";

type Counts = Pick<Overview, "attention" | "without_unit" | "invited">;
type Item = { count: number; text: string; means: string; href: string };

const people = (count: number) => countText(count, "person", "people");
const have = (count: number) => (count === 1 ? "has" : "have");

function itemsOf({ attention, without_unit: withoutUnit, invited }: Counts): Item[] {
  const { units_without_admin: units = 0, bounced = 0, failing = 0 } = attention ?? {};
  const items = [
    {
      count: failing,
      text: `${countText(failing, "webhook endpoint")} ${failing === 1 ? "fails" : "fail"}`,
      means: "Events wait, or are no longer sent",
      href: WEBHOOKS_PATH,
    },
    {
      count: bounced,
      text: `${countText(bounced, "mail")} bounced in 30 days`,
      means: "The address may be wrong",
      href: listHref(MAIL_PATH, { status: "bounced" }),
    },
    {
      count: units,
      text: `${countText(units, "org unit")} ${have(units)} no admin`,
      means: "Only org admins can grant access there",
      href: listHref(UNITS_PATH, { without_admin: "true" }),
    },
    {
      count: withoutUnit ?? 0,
      text: `${people(withoutUnit ?? 0)} ${have(withoutUnit ?? 0)} no org unit`,
      means: "They see only the list of members",
      href: listHref(MEMBERS_PATH, { unit_id: NO_UNIT }),
    },
    {
      count: invited,
      text: `${people(invited)} never signed in`,
      means: "They have not accepted their invitation",
      href: listHref(MEMBERS_PATH, { status: "invited" }),
    },
  ];
  return items.filter(({ count }) => count > 0);
}

/** What somebody should look at, each with a link to the list of it. */
export function AttentionList(counts: Counts) {
  const items = itemsOf(counts);
  if (items.length === 0) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <CircleCheck aria-hidden size={16} className="shrink-0 text-good" />
        Nothing: every org unit has an admin, everybody has access and has signed in, and mail and webhooks arrive.
      </p>
    );
  }
  return (
    <ul className="grid gap-x-10 border-line border-t lg:grid-cols-2">
      {items.map(({ text, means, href }) => (
        <li key={href} className="border-line border-b">
          <Link
            href={href}
            className="flex min-h-11 items-center gap-3 py-1.5 text-text no-underline hover:bg-raised hover:no-underline"
          >
            <span aria-hidden className="size-2 shrink-0 rounded-full bg-warn" />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{text}</span>
              <span className="block text-muted text-sm">{means}</span>
            </span>
            <ArrowRight aria-hidden size={15} className="mr-1 shrink-0 text-muted" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
