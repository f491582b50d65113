import { Mark } from "@/components/brand/mark";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Fact, Facts } from "@/components/ui/facts";
import { OuDot } from "@/components/ui/ou-dot";
import { PageSection } from "@/components/ui/page-section";

const people = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Katherine Johnson", "Edsger Dijkstra", "Zoë"];
const units = ["Default", "EMEA Sales", "Nordics", "APAC", "Partners", "Finance"];
const tones = ["neutral", "accent", "good", "warn", "bad"] as const;

/** The mark, people, organizations and OUs, badges and facts. */
export function Identities() {
  return (
    <PageSection id="identities" title="Identities, badges and facts">
      <p className="flex flex-wrap items-center gap-3">
        <Mark />
        <Avatar isSquare id="org_acme" name="Acme Holding" />
        {people.map((name) => (
          <Avatar key={name} id={name} name={name} />
        ))}
      </p>
      <p className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-1">
        {units.map((name) => (
          <span key={name} className="flex items-center gap-2">
            <OuDot id={name} />
            {name}
          </span>
        ))}
      </p>
      <p className="mt-4 flex flex-wrap gap-2">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </p>
      <div className="mt-4">
        <Facts>
          <Fact term="Role">
            <Badge tone="accent">Admin</Badge>
          </Fact>
          <Fact term="Owner" note="A note explains it">
            Ada Lovelace
          </Fact>
        </Facts>
      </div>
    </PageSection>
  );
}
