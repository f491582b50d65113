"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { alertStyle } from "@/components/ui/alert-style";
import { Button } from "@/components/ui/button";
import { InputField } from "@/components/ui/field";
import { ChooseOrganization } from "./choose-organization";
import { signInMessage } from "./sign-in-messages";
import { type Organization, submitSignIn } from "./submit-sign-in";

type Props = {
  callbackUrl: string;
  /** What was typed, when the server renders the page again without JavaScript. */
  email: string;
  /** The refusal's code in that case. */
  error: string | undefined;
  /** Whether a session has just ended. */
  hasEnded: boolean;
};
type Faults = { email?: string; password?: string };

/** E-mail and password. Without JavaScript it is a plain form that the server answers with a page. */
export function SignInForm({ callbackUrl, email, error, hasEnded }: Props) {
  const [code, setCode] = useState(error);
  const [faults, setFaults] = useState<Faults>({});
  const [organizations, setOrganizations] = useState<Organization[]>();
  const [isBusy, setBusy] = useState(false);
  const sending = useRef(false); // a second click can arrive before the next render
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // Someone may be typing already; moving the focus would put the rest of their password into the e-mail field.
    if (document.activeElement === document.body) (email ? passwordField : emailField).current?.focus();
  }, [email]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending.current) return;
    const fields = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]),
    );
    const missing: Faults = {};
    if (!fields.email?.trim()) missing.email = "Enter your e-mail address.";
    if (!fields.password) missing.password = "Enter your password.";
    setFaults(missing);
    setCode(undefined);
    if (missing.email || missing.password) {
      (missing.email ? emailField : passwordField).current?.focus();
      return;
    }
    sending.current = true;
    setBusy(true);
    const answer = await submitSignIn(fields);
    if (answer.url) {
      window.location.assign(answer.url); // stays busy until the next page loads
      return;
    }
    sending.current = false;
    setBusy(false);
    if (answer.organizations) setOrganizations(answer.organizations);
    else {
      setCode(answer.code ?? "internal_error");
      passwordField.current?.focus();
      passwordField.current?.select();
    }
  }

  if (organizations) return <ChooseOrganization organizations={organizations} callbackUrl={callbackUrl} />;
  return (
    <form method="post" action="/sign-in/submit" onSubmit={submit} noValidate className="mt-1 space-y-4">
      <h1 className="font-semibold text-2xl tracking-tight">Sign in</h1>
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {hasEnded && <p className="text-muted">Your session has ended, or your access was withdrawn.</p>}
      <p role="alert" className={code ? alertStyle : "sr-only"}>
        {code && signInMessage(code)}
      </p>
      <InputField
        ref={emailField}
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        defaultValue={email}
        error={faults.email}
      />
      <InputField
        ref={passwordField}
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={faults.password}
      />
      <Button type="submit" kind="primary" aria-busy={isBusy} className="w-full">
        {isBusy ? "Signing in…" : "Sign in"}
      </Button>
      <p className="text-sm">
        <a href="/forgot-password">Forgot your password?</a>
      </p>
    </form>
  );
}
