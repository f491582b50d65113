"use client";

import type { ComponentProps } from "react";
import { Link } from "@/components/ui/link";
import { useUnitPath } from "./unit-shown";

type Props = Omit<ComponentProps<typeof Link>, "href"> & {
  /** The page's section and what follows, such as `/leads/lead_1`. */
  to: string;
};

/** A link to another page of the OU that is shown. */
export function UnitLink({ to, ...props }: Props) {
  return <Link href={useUnitPath()(to)} {...props} />;
}
