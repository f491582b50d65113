import { buttonStyle } from "@/components/ui/button";

type Kind = "password_reset" | "email_confirmation";
type State = "unknown" | "used" | "revoked" | "expired" | "suspended";
type Words = { title: string; body: string };

const SUSPENDED: Words = {
  title: "The organization is suspended",
  body: "Nothing in it can be changed for now. Open the link again once it has resumed, or ask for a new one then.",
};

const words: Record<Kind, Record<State, Words>> = {
  password_reset: {
    unknown: {
      title: "This link is not valid",
      body: "It may have been cut short: copy all of it from the e-mail, or ask for a new one.",
    },
    used: {
      title: "This link has been used",
      body: "It works only once, and a password has been chosen with it. Sign in with that password. If you did not choose it, ask for a new link at once, and tell an admin of your organization.",
    },
    revoked: {
      title: "This link no longer works",
      body: "A newer one has been sent, or the password or the address has been changed since. Open the latest e-mail, or ask for a new link.",
    },
    expired: { title: "This link has expired", body: "It works for one hour. Ask for a new one." },
    suspended: SUSPENDED,
  },
  email_confirmation: {
    unknown: {
      title: "This link is not valid",
      body: "It may have been cut short: copy all of it from the e-mail. Your address stays as it is.",
    },
    used: {
      title: "This address is confirmed",
      body: "The link works only once and has been used. Sign in with the new address.",
    },
    revoked: {
      title: "This link no longer works",
      body: "The change was cancelled, a newer link was sent, or the address has been changed since. Your profile shows your current address.",
    },
    expired: {
      title: "This link has expired",
      body: "It works for one day. Your address stays as it is; change it on your profile again.",
    },
    suspended: SUSPENDED,
  },
};

/** Explains why an account link does not work, and what to do. */
export function EndedLink({ kind, state }: { kind: Kind; state: State }) {
  const { title, body } = words[kind][state];
  const wantsNewOne = kind === "password_reset" && state !== "used" && state !== "suspended";
  return (
    <>
      <h1 className="mt-1 font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="mt-3 text-pretty">{body}</p>
      <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        {kind === "password_reset" && (
          <a href="/forgot-password" className={wantsNewOne ? buttonStyle({ kind: "primary" }) : "order-1"}>
            Ask for a new link
          </a>
        )}
        <a href="/sign-in" className={wantsNewOne ? undefined : buttonStyle({ kind: "primary" })}>
          Go to the sign-in page
        </a>
      </p>
    </>
  );
}
