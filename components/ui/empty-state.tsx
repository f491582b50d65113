import type { ReactNode } from "react";
import { buttonStyle } from "./button";
import { Link } from "./link";

type Props = { title: string; link?: { href: string; label: string }; children?: ReactNode };

/** Shown instead of an empty list: why there is nothing, and what to do. */
export function EmptyState({ title, link, children }: Props) {
  return (
    <div className="rounded-lg border border-line border-dashed bg-sunken px-6 py-12 text-center">
      <p className="font-medium">{title}</p>
      {(children || link) && (
        <div className="mx-auto mt-1 max-w-prose text-muted">
          {children}
          {link && (
            <p className="mt-3">
              <Link href={link.href} className={buttonStyle()}>
                {link.label}
              </Link>
            </p>
          )}
        </div>
      )}
    </div>
  );
}
