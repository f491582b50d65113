"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ChangeDone } from "@/components/access-changes/change-done";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { Button, buttonStyle } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { countText } from "@/lib/number-text";

/** What an update has done: how many people, and the access change of their org roles, if one was made. */
export type Done = { updated: number; roles: number; changeId: string | null };

const takeFocus = (heading: HTMLHeadingElement | null) => heading?.focus();

/** The result of an update; the org roles can be undone here. */
export function UpdateDone({ done: { updated, roles, changeId }, onMore }: { done: Done; onMore: () => void }) {
  const router = useRouter();
  const [isShown, setShown] = useState(true);
  return (
    <section aria-labelledby="update-title" className="space-y-4">
      <h2 id="update-title" ref={takeFocus} tabIndex={-1} className="font-semibold text-lg outline-none">
        {countText(updated, "person", "people")} updated
      </h2>
      {changeId && isShown && (
        <>
          <p className="text-muted">
            {countText(roles, "org role")} changed. Undo takes the org roles back; names stay as they are now.
          </p>
          <ChangeDone
            done={{ id: changeId, summary: { members: roles } }}
            onUndone={() => router.refresh()}
            onDismiss={() => setShown(false)}
          />
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <Link href={MEMBERS_PATH} className={buttonStyle({ kind: "primary" })}>
          Go to members
        </Link>
        <Button onClick={onMore}>Update more</Button>
      </div>
    </section>
  );
}
