"use client";

import { type ComponentProps, type ComponentType, lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

type DialogProps = { open: boolean; onClose: () => void };
type Props<P> = ComponentProps<typeof Button> & { dialog: Omit<P, keyof DialogProps> };

/**
 * Makes a button with a dialog whose form and schema are loaded when the pointer or the focus reaches the button, not with
 * the page.
 */
export function lazyDialog<P extends DialogProps>(load: () => Promise<ComponentType<P>>) {
  const Dialog = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>;
  return function LazyDialog({ dialog, ...button }: Props<P>) {
    const [state, setState] = useState<"unopened" | "open" | "closed">("unopened");
    const props = { ...dialog, open: state === "open", onClose: () => setState("closed") } as P;
    return (
      <>
        <Button onPointerEnter={load} onFocus={load} onClick={() => setState("open")} {...button} />
        {state !== "unopened" && (
          <Suspense fallback={null}>
            <Dialog {...props} />
          </Suspense>
        )}
      </>
    );
  };
}
