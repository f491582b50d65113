"use client";

import { lazyDialog } from "@/components/forms/lazy-dialog";

const CorrectAddressDialog = lazyDialog(() =>
  import("./correct-address-dialog").then((module) => module.CorrectAddressDialog),
);

type Props = { member: { org_member_id: string; name: string; email: string } };

/** The button that corrects an invited member's address, with its dialog. */
export function CorrectAddress({ member }: Props) {
  return <CorrectAddressDialog dialog={{ member }}>Correct the address</CorrectAddressDialog>;
}
