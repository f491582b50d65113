import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Blank } from "./blank";

type Props = { title: string; href: string; label?: string; children?: ReactNode };

/** Shown instead of a list in which nothing matches; `href` shows it without the filters. */
export function NoMatch({ title, href, label = "Clear the filters", children }: Props) {
  return (
    <Blank icon={SearchX} title={title} link={{ href, label }}>
      {children}
    </Blank>
  );
}
