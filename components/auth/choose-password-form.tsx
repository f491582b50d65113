"use client";

import { type FormEvent, useRef, useState } from "react";
import { alertStyle } from "@/components/ui/alert-style";
import { Button } from "@/components/ui/button";
import { CheckboxField, InputField } from "@/components/ui/field";
import type { PasswordOwner } from "@/lib/auth/personal-password";
import { NewPassword } from "./new-password";
import { BUSY, ORIGIN_REFUSED } from "./refusals";
import { submitForm } from "./submit-form";

/** Where to go next, or a refusal's code with the fields at fault. */
type Answer = { url?: string; code?: string; errors?: { pointer: string; detail: string }[] };
type Faults = Partial<Record<string, string>>;
type Props = {
  action: string;
  token: string;
  /** Whose password it is. */
  owner: PasswordOwner;
  /** Whether the form also asks for their name. */
  asksNames: boolean;
  /** Whether the checkbox that ends their access tokens starts ticked; undefined hides it. */
  endsTokens?: boolean;
  /** Errors by field and the refusal's code, when the server renders the page again without JavaScript. */
  faults: Faults;
  code: string | undefined;
  /** Whether this browser is signed in already. */
  replacesSession: boolean;
};

const messages: Partial<Record<string, string>> = {
  invalid_content: "",
  sign_in_failed: "Your password is set, but signing in failed. Try it on the sign-in page.",
  origin_refused: ORIGIN_REFUSED,
};
/** The link has been used, withdrawn, suspended or has expired in the meantime: the page says which. */
const STALE: ReadonlySet<string> = new Set(["link_not_valid", "invitation_waiting", "organization_suspended"]);
const fieldNames = ["first_name", "last_name", "password"];

/** Chooses a password, and names if asked. Without JavaScript it is a plain form that the server answers with a page. */
export function ChoosePasswordForm(props: Props) {
  const { action, token, owner, asksNames, replacesSession } = props;
  const [faults, setFaults] = useState(props.faults);
  const [code, setCode] = useState(props.code);
  const [names, setNames] = useState({ first: owner.first, last: owner.last });
  const [isBusy, setBusy] = useState(false);
  const sending = useRef(false); // a second click can arrive before the next render
  const form = useRef<HTMLFormElement>(null);

  function refuse({ code = "internal_error", errors = [] }: Answer) {
    if (STALE.has(code)) return window.location.reload();
    sending.current = false;
    setBusy(false);
    const named = Object.fromEntries(errors.map(({ pointer, detail }) => [pointer.slice(1), detail]));
    setFaults(named);
    setCode(code);
    const first = fieldNames.find((name) => named[name]);
    const field = first && form.current?.elements.namedItem(first);
    if (field instanceof HTMLInputElement) field.focus();
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    const typed = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    const answer: Answer = await submitForm<Answer>(action, Object.fromEntries(typed));
    if (answer.url)
      window.location.assign(answer.url); // stays busy until the next page loads
    else refuse(answer);
  }

  const message = code && (Object.hasOwn(messages, code) ? messages[code] : BUSY);
  return (
    <form ref={form} method="post" action={action} onSubmit={submit} noValidate className="mt-6 space-y-4">
      <input type="hidden" name="token" value={token} />
      {replacesSession && (
        <p className="rounded-md border border-line bg-raised px-3 py-2 text-sm">
          Somebody is signed in with this browser. Continuing signs them out here.
        </p>
      )}
      <p role="alert" className={message ? alertStyle : "sr-only"}>
        {message}
      </p>
      {/* No name, so it is not sent: for the reader, and for password managers to save the password under. */}
      <InputField
        label="E-mail"
        type="email"
        autoComplete="username"
        readOnly
        value={owner.email}
        className="bg-raised"
      />
      {asksNames && (
        <>
          <InputField
            label="First name"
            name="first_name"
            autoComplete="given-name"
            required
            defaultValue={owner.first}
            onChange={(event) => setNames({ ...names, first: event.target.value })}
            error={faults.first_name}
          />
          <InputField
            label="Last name"
            name="last_name"
            autoComplete="family-name"
            required
            defaultValue={owner.last}
            onChange={(event) => setNames({ ...names, last: event.target.value })}
            error={faults.last_name}
          />
        </>
      )}
      <NewPassword name="password" owner={{ ...owner, ...names }} error={faults.password} />
      {props.endsTokens !== undefined && (
        <CheckboxField
          label="End my access tokens too"
          hint="Tick this if somebody else may have known your password. Programs that use a token stop working until they get a new one."
          name="end_tokens"
          defaultChecked={props.endsTokens}
        />
      )}
      <Button type="submit" kind="primary" aria-busy={isBusy} className="w-full">
        {isBusy ? "Setting the password…" : "Set the password and sign in"}
      </Button>
    </form>
  );
}
