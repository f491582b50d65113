"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { FormError } from "./form-error";
import { useOnce } from "./use-once";

type Props = {
  children: string;
  /** The button's accessible label where the text alone is ambiguous. */
  label?: string;
  kind?: "plain" | "quiet";
  className?: string;
  done: string;
  act: () => Promise<unknown>;
  /** The element to focus afterwards if the button disappears. */
  focusAfterId?: string;
};

/** A button for actions that can be undone or repeated: it acts without asking, reports the result and refreshes the page. */
export function ActButton({ children, label, kind = "plain", className, done, act, focusAfterId }: Props) {
  const router = useRouter();
  const { once, failure } = useOnce();

  const run = () =>
    once(async () => {
      await act();
      toast.success(done);
      if (focusAfterId) document.getElementById(focusAfterId)?.focus();
      router.refresh();
    });

  return (
    <>
      <Button kind={kind} className={className} aria-label={label} onClick={run}>
        {children}
      </Button>
      {failure !== null && (
        <div className="order-last w-full">
          <FormError error={failure} />
        </div>
      )}
    </>
  );
}
