import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link that Next does not prefetch, because every page is read for its visitor. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
