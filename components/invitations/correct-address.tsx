"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("./correct-address-dialog");
const CorrectAddressDialog = lazy(() => load().then((module) => ({ default: module.CorrectAddressDialog })));

type Props = { member: { org_member_id: string; name: string; email: string } };

/** The button that corrects an invited member's address, with its dialog. */
export function CorrectAddress({ member }: Props) {
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  return (
    <>
      <Button onPointerEnter={load} onFocus={load} onClick={() => setDialog("open")}>
        Correct the address
      </Button>
      {dialog !== "unopened" && (
        <Suspense fallback={null}>
          <CorrectAddressDialog member={member} open={dialog === "open"} onClose={() => setDialog("closed")} />
        </Suspense>
      )}
    </>
  );
}
