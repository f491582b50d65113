import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "./button";
import { Link } from "./link";

type Props = {
  icon: LucideIcon;
  title: string;
  link?: { href: string; label: string };
  children?: ReactNode;
};

/** The frame of what is shown instead of content: an icon, what has happened, and what to do. */
export function Blank({ icon: Icon, title, link, children }: Props) {
  return (
    <div className="rounded-lg border border-line border-dashed bg-sunken px-6 py-10 text-center">
      <span
        aria-hidden
        className="mx-auto mb-3 flex size-10 items-center justify-center rounded-full bg-raised text-muted"
      >
        <Icon size={18} />
      </span>
      <p className="font-medium">{title}</p>
      {children && <div className="mx-auto mt-1 max-w-prose text-pretty text-muted">{children}</div>}
      {link && (
        <Link href={link.href} className={buttonStyle({ className: "mt-4" })}>
          {link.label}
        </Link>
      )}
    </div>
  );
}
