import { alertStyle } from "@/components/ui/alert-style";
import { Button, buttonStyle } from "@/components/ui/button";
import { BUSY, ORIGIN_REFUSED } from "./refusals";

const messages: Partial<Record<string, string>> = {
  email_taken: "Another member of the organization uses this address now. Nothing was changed.",
  origin_refused: ORIGIN_REFUSED,
};

type Props = { token: string; before: string; after: string; organization: string; code: string | undefined };

/** Asks to confirm the new address. It has no script: the server answers with a page. */
export function ConfirmEmail({ token, before, after, organization, code }: Props) {
  return (
    <form method="post" action="/confirm-email/submit" className="mt-1 space-y-4">
      <h1 className="font-semibold text-2xl tracking-tight">Confirm your e-mail address</h1>
      <input type="hidden" name="token" value={token} />
      {code && (
        <p role="alert" className={alertStyle}>
          {messages[code] ?? BUSY}
        </p>
      )}
      <p className="wrap-anywhere">
        Your account at {organization} will change from <strong className="font-medium">{before}</strong> to{" "}
        <strong className="font-medium">{after}</strong>. After that, sign in with the new address.
      </p>
      <Button type="submit" kind="primary" className="w-full">
        Use this address
      </Button>
      <p className="text-muted text-sm">If you did not ask for this, close this page: nothing changes.</p>
    </form>
  );
}

/** Says that the address has changed. */
export function EmailConfirmed() {
  return (
    <div role="status" className="mt-1 space-y-4">
      <h1 className="font-semibold text-2xl tracking-tight">Your address has changed</h1>
      <p>
        From now on, sign in with the new one. Browsers that are signed in stay signed in, and both addresses get an
        e-mail.
      </p>
      <p>
        <a href="/dashboard/account" className={buttonStyle({ kind: "primary" })}>
          Go to your profile
        </a>
      </p>
    </div>
  );
}
