import type { ReactNode } from "react";

type Props = { id: string; title: string; note?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A section of a page with its own heading; `id` is a target for links and focus. */
export function PageSection({ id, title, note, actions, children }: Props) {
  return (
    <section id={id} tabIndex={-1} aria-labelledby={`${id}-title`} className="mt-8 min-w-0 outline-none">
      <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={`${id}-title`} className="font-semibold text-lg">
          {title}
        </h2>
        {actions}
      </div>
      {note && <div className="-mt-2 mb-3 max-w-prose text-pretty text-muted">{note}</div>}
      {children}
    </section>
  );
}
