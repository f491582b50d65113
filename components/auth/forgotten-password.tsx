import { alertStyle } from "@/components/ui/alert-style";
import { Button } from "@/components/ui/button";
import { InputField } from "@/components/ui/field";
import { BUSY } from "./refusals";

/** Asks for a link to choose a new password. It has no script: the server answers with a page. */
export function ForgottenPassword({ error }: { error: string | undefined }) {
  const isMissing = error === "invalid_content";
  return (
    <form method="post" action="/forgot-password/submit" className="mt-1 space-y-4">
      <h1 className="font-semibold text-2xl tracking-tight">Forgot your password?</h1>
      <p className="text-muted text-sm">We will send you a link to choose a new one.</p>
      {error && !isMissing && (
        <p role="alert" className={alertStyle}>
          {BUSY}
        </p>
      )}
      <InputField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        error={isMissing ? "Enter your e-mail address." : undefined}
      />
      <Button type="submit" kind="primary" className="w-full">
        Send the link
      </Button>
      <p className="text-sm">
        <a href="/sign-in">Back to sign-in</a>
      </p>
    </form>
  );
}

/** The next steps. It reads the same for every address, so it reveals no account. */
export function ResetAsked() {
  return (
    <div role="status" className="mt-1 space-y-4">
      <h1 className="font-semibold text-2xl tracking-tight">Check your mailbox</h1>
      <p>
        If this address has an account, an e-mail with a link is on its way. The link works once, for one hour, and only
        the newest link works.
      </p>
      <p className="text-muted text-sm">
        Nothing after a few minutes? Check your spam folder and the address: it has to be the one you sign in with. An
        admin of your organization can tell you which that is. After three attempts in a row, wait fifteen minutes.
      </p>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <a href="/forgot-password">Try another address</a>
        <a href="/sign-in">Back to sign-in</a>
      </p>
    </div>
  );
}
