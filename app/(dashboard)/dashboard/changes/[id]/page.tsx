import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage } from "@/app/(dashboard)/read-page";
import { ChangesForAdmins } from "@/app/(dashboard)/refusals";
import { ChangeFacts } from "@/components/access-changes/change-facts";
import { summaryText } from "@/components/access-changes/change-words";
import { EffectList } from "@/components/access-changes/effect-list";
import { UndoOnPage } from "@/components/access-changes/undo-on-page";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { PageSection } from "@/components/ui/page-section";
import { readChange } from "@/domain/access-changes/list-changes";
import { mayReadAccessChanges } from "@/domain/access-changes/policy";
import { AccessChangeParams } from "@/domain/access-changes/schema";
import { nullFor } from "@/lib/errors";

export const metadata: Metadata = { title: "Access change" };

const ITEMS_SHOWN = 500;
const orNull = nullFor("access_change_not_found");

type Props = { params: Promise<{ id: string }> };

export default function ChangePage({ params }: Props) {
  return readPage(async ({ tx, actor }) => {
    if (!mayReadAccessChanges(actor)) return <ChangesForAdmins />;
    const { id } = AccessChangeParams.parse(await params);
    const change = (await readChange(tx, actor, id).catch(orNull))?.parse() ?? notFound();
    const undoing = change.undone_by ? await readChange(tx, actor, change.undone_by).catch(orNull) : null;
    return (
      <>
        <PageHeader
          title={
            <>
              {summaryText(change.summary)} {change.undoes && <Badge>Undo</Badge>}{" "}
              {undoing && <Badge tone="warn">Undone</Badge>}
            </>
          }
          actions={!change.undone_by && <UndoOnPage key={change.id} changeId={change.id} />}
        />
        <ChangeFacts change={change} undoing={undoing?.parse() ?? null} />
        <PageSection id="items" title="What changed">
          <EffectList label="What changed" items={change.items} selfId={actor.memberId} most={ITEMS_SHOWN} isTall />
        </PageSection>
      </>
    );
  });
}
