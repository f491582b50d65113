"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import type { Callable } from "./reference";

const Form = lazy(async () => ({ default: (await import("./try-it-form")).TryItForm }));

/** A console to call the operation with, below its summary. Its form is loaded when somebody opens it. */
export function TryIt({ operation, children }: { operation: Callable; children: ReactNode }) {
  const [isWanted, setWanted] = useState(false);
  return (
    <details className="rounded-lg border border-line" onToggle={() => setWanted(true)}>
      {children}
      {isWanted && (
        <Suspense fallback={null}>
          <Form operation={operation} />
        </Suspense>
      )}
    </details>
  );
}
