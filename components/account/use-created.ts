import { useRouter } from "next/navigation";
import { useState } from "react";

/** What a dialog has created, to show its secret. Closing the dialog forgets it and refreshes the page that lists it. */
export function useCreated<T>(onClose: () => void) {
  const router = useRouter();
  const [created, setCreated] = useState<T | null>(null);
  function close() {
    onClose();
    setCreated(null);
    if (created) router.refresh();
  }
  return { created, setCreated, close };
}
