import type { ReactNode } from "react";
import { PlainTable } from "@/components/data-table/plain-table";
import { Link } from "@/components/ui/link";
import type { CredentialUse, LimitUse, ApiUse as Use } from "@/domain/api-use/schema";
import { countText, numberText } from "@/lib/number-text";
import type { RateKind } from "@/lib/rates";

const KINDS = { reads: "Reads", writes: "Writes", ingest: "Ingest" } satisfies Record<RateKind, string>;
const TYPES = {
  token: "Access token",
  service_account: "Service account",
  session: "Browser",
  ended: "Ended credential",
} satisfies Record<CredentialUse["type"], string>;

const share = new Intl.NumberFormat("en", { style: "percent", maximumSignificantDigits: 2 });

const shareText = (used: number) => (used < 0.01 ? "less than 1%" : share.format(used));

function summary(limits: LimitUse[]): string {
  const [all, refused] = [sum(limits, "last_hour"), sum(limits, "refused")];
  if (all + refused === 0) return "No requests in the last hour.";
  const [busiest] = limits.toSorted((a, b) => usedShare(b) - usedShare(a));
  const most = busiest && `The busiest minute used ${shareText(usedShare(busiest))} of the limit on ${busiest.kind}.`;
  const denied = refused === 0 ? "none was refused" : `${numberText(refused)} were refused as too many`;
  return `${countText(all, "request")} in the last hour; ${denied}. ${most}`;
}

const sum = (limits: LimitUse[], field: "last_hour" | "refused") => limits.reduce((all, one) => all + one[field], 0);
const usedShare = ({ busiest_minute, per_second }: LimitUse) => busiest_minute / (per_second * 60);

const headings = (first: string) => [
  { label: first },
  { label: "Last minute", className: "text-right" },
  { label: "Last hour", className: "text-right" },
  { label: "Refused", className: "text-right" },
];

/** How much of its limits the organization used in the last hour, and which credentials did. */
export function ApiUse({ use: { limits, credentials } }: { use: Use }) {
  return (
    <>
      <p className="mb-2 text-muted">{summary(limits)}</p>
      <div className="grid items-start gap-x-10 gap-y-4 lg:grid-cols-2">
        <PlainTable caption="API limits" headings={headings("Limit")}>
          <tbody>
            {limits.map((limit) => (
              <Row
                key={limit.kind}
                counts={limit}
                name={KINDS[limit.kind]}
                note={`${numberText(limit.per_second)} a second`}
              />
            ))}
          </tbody>
        </PlainTable>
        {credentials.length > 0 && (
          <div>
            <PlainTable caption="Who uses the API most" headings={headings("Used by")}>
              <tbody>
                {credentials.map((one) => (
                  <Row key={one.key} counts={one} name={one.name ?? TYPES[one.type]} note={<Owner {...one} />} />
                ))}
              </tbody>
            </PlainTable>
          </div>
        )}
      </div>
    </>
  );
}

function Owner({ type, name, owner, owner_path: path }: CredentialUse) {
  if (!owner || !path) return null;
  return (
    <>
      {name !== null && `${TYPES[type]} · `}
      <Link href={path} className="inline-flex min-h-6 items-center">
        {owner}
      </Link>
    </>
  );
}

type RowProps = { counts: Pick<LimitUse, "last_minute" | "last_hour" | "refused">; name: string; note: ReactNode };

function Row({ counts: { last_minute, last_hour, refused }, name, note }: RowProps) {
  return (
    <tr className="border-line border-b align-top last:border-b-0">
      <th scope="row" className="wrap-anywhere py-1.5 pr-4 font-normal">
        {name}
        <span className="block text-muted text-sm">{note}</span>
      </th>
      <Count value={last_minute} />
      <Count value={last_hour} />
      <Count value={refused} />
    </tr>
  );
}

function Count({ value }: { value: number }) {
  return <td className="py-1.5 pr-4 text-right tabular-nums last:pr-0">{numberText(value)}</td>;
}
