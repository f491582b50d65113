import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link without Next's prefetching, because every page is rendered per visitor. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
