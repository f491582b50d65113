"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { signInMessage } from "./sign-in-messages";
import { type Organization, submitSignIn } from "./submit-sign-in";

type Props = { organizations: readonly Organization[]; callbackUrl: string };

/** The step after the password when it matches several organizations. Without JavaScript each button submits the form. */
export function ChooseOrganization({ organizations, callbackUrl }: Props) {
  const [error, setError] = useState<string>();
  const isBusy = useRef(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  async function choose(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy.current) return;
    isBusy.current = true;
    const chosen = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    const answer = await submitSignIn({ org_id: String(chosen.get("org_id")), callbackUrl });
    if (answer.url) window.location.assign(answer.url);
    else {
      isBusy.current = false;
      setError(
        answer.code === "sign_in_failed" ? "This took too long. Start again." : signInMessage(answer.code ?? ""),
      );
    }
  }

  return (
    <form method="post" action="/sign-in/submit" onSubmit={choose} className="mt-1">
      <h1 ref={heading} tabIndex={-1} className="font-semibold text-2xl tracking-tight outline-none">
        Choose an organization
      </h1>
      <p className="mt-2 text-muted text-sm">Your password matches more than one.</p>
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {error && (
        <p role="alert" className="mt-4 text-bad text-sm">
          {error}
        </p>
      )}
      <ul className="mt-6 space-y-2">
        {organizations.map(({ org_id, name }) => (
          <li key={org_id}>
            <button
              type="submit"
              name="org_id"
              value={org_id}
              className="block w-full cursor-pointer wrap-anywhere rounded-md border border-line bg-page px-3 py-2 text-left font-medium text-text hover:bg-raised"
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-6 text-sm">
        <a href={`/sign-in?restart=1&callbackUrl=${encodeURIComponent(callbackUrl)}`}>Use another account</a>
      </p>
    </form>
  );
}
