import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { Blank } from "./blank";

type Props = { title: string; link?: { href: string; label: string }; children?: ReactNode };

/** Shown instead of a list that has nothing yet: why, and what to do. */
export function EmptyState(props: Props) {
  return <Blank icon={Inbox} {...props} />;
}
