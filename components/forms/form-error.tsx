import { alertStyle } from "@/components/ui/alert-style";
import { ApiError } from "@/lib/http/api-client";

type Props = { error: unknown; fallback?: string };

/** The error of a failed save that belongs to no field, with the request id that support will ask for. */
export function FormError({ error, fallback = "Something went wrong. What you entered is kept; try again." }: Props) {
  if (!error) return null;
  const refusal = error instanceof ApiError ? error : null;
  return (
    <div role="alert" className={alertStyle}>
      {refusal?.message ?? fallback}
      {refusal?.requestId && (
        <span className="mt-0.5 block font-mono text-muted text-xs">Request {refusal.requestId}</span>
      )}
    </div>
  );
}
