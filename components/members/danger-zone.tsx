import type { ReactNode } from "react";
import { PageSection } from "@/components/ui/page-section";

/** The section's id, to which the focus goes when an action is done. */
export const DANGER_ID = "danger";

/** The actions at the end of a page that end an account or delete what is known of it. */
export function DangerZone({ children }: { children: ReactNode }) {
  return (
    <PageSection id={DANGER_ID} title="Danger zone">
      <div className="divide-y divide-line rounded-lg border border-bad *:p-4">{children}</div>
    </PageSection>
  );
}

type RowProps = { title: string; action?: ReactNode; children: ReactNode };

/** What an action does, or why it is not possible, with its button. */
export function DangerRow({ title, action, children }: RowProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="font-medium">{title}</h3>
        <p className="max-w-prose text-pretty text-muted">{children}</p>
      </div>
      {action}
    </div>
  );
}
