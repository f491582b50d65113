import type { Metadata } from "next";
import type { ReadTx, UnitScope } from "@/app/(dashboard)/read-page";
import { UnitPage } from "@/app/(dashboard)/unit-page";
import { AddRuleset } from "@/components/rules/add-ruleset";
import { CopyRulesets } from "@/components/rules/copy-rulesets";
import { RulesetList } from "@/components/rules/ruleset-list";
import { ScoringProgress } from "@/components/rules/scoring-progress";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { unitRolesOf } from "@/domain/access/policy";
import { scopedUnit, unitReader } from "@/domain/access/reader";
import { namedUnit } from "@/domain/org-units/schema";
import { mayCopyFromElsewhere, mayWriteRulesets } from "@/domain/rulesets/policy";
import { listRulesetsWithRules } from "@/domain/rulesets/rulesets-with-rules";
import { readScoring } from "@/domain/scores/operations";

const title = "Rules";
export const metadata: Metadata = { title };

type Props = { params: Promise<{ slug: string }> };

export default function RulesPage({ params }: Props) {
  return (
    <UnitPage title={title} params={params} ahead={readRules}>
      {rules}
    </UnitPage>
  );
}

const readRules = (tx: ReadTx) =>
  Promise.all([listRulesetsWithRules(tx, unitReader, scopedUnit), readScoring(tx, unitReader, scopedUnit)]);

async function rules({ actor, unit, name, ahead }: UnitScope<Awaited<ReturnType<typeof readRules>>>) {
  const [rulesets, scoring] = ahead;
  const mayWrite = mayWriteRulesets(actor, {}, unit);
  const mayCopy = mayCopyFromElsewhere(actor, unit.unitId);
  const now = new Date().toISOString();
  return (
    <>
      <PageHeader
        title={title}
        description={`How leads of ${name} get points. A score is the sum of all points from active rules.`}
        actions={
          mayWrite && (
            <>
              {mayCopy && (
                <CopyRulesets
                  unit={namedUnit(unit)}
                  roles={unitRolesOf(actor)}
                  names={rulesets.map(({ ruleset }) => ruleset.name)}
                />
              )}
              <AddRuleset />
            </>
          )
        }
      />
      <ScoringProgress state={scoring.parse()} />
      {!mayWrite && (
        <p className="mt-2 text-muted">
          Your role in {name} is {unit.role}: you can see the rules; its editors and admins can change them.
        </p>
      )}
      <RulesetList entries={rulesets} mayWrite={mayWrite} now={now} />
      {rulesets.length === 0 && (
        <div className="mt-6">
          <EmptyState title={`No rules in ${name} yet`}>
            Without rules every score is 0.{" "}
            {mayWrite
              ? "Add a ruleset for what leads do or for who they are, then add rules to it."
              : "Its editors and admins can add some."}
          </EmptyState>
        </div>
      )}
    </>
  );
}
