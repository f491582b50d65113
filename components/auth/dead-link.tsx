import { buttonStyle } from "@/components/ui/button";

type Kind = "invitation" | "initial_password";
type State = "unknown" | "withdrawn" | "replaced" | "expired" | "used" | "waiting" | "suspended";
type Words = { title: string; body: string; mayMeanSignIn?: true };

const USED: Words = {
  title: "This link has been used",
  body: "It works only once, and a password has been chosen with it. Sign in with that password. If you did not choose it, tell an admin of your organization at once.",
  mayMeanSignIn: true,
};

const WAITING: Words = {
  title: "Your invitation is waiting for an admin",
  body: "The person who invited you can no longer invite people to the organization. Another admin has to confirm the invitation; then you will get a new link. You do not have to do anything, but you can ask an admin you know.",
};

const SUSPENDED: Words = {
  title: "The organization is suspended",
  body: "Nobody can join it for now. Open the link again once it has resumed; if it has expired by then, ask the admin who invited you for a new one.",
};

const words: Record<Kind, Record<State, Words>> = {
  invitation: {
    unknown: {
      title: "This link is not valid",
      body: "It may have been cut short: copy all of it from the e-mail. If that does not help, ask the admin who invited you for a new one.",
    },
    withdrawn: {
      title: "This invitation has been withdrawn",
      body: "An admin of the organization withdrew it. If you think that was a mistake, ask them to invite you again.",
    },
    replaced: {
      title: "There is a newer link",
      body: "You were invited again, and only the newest link works. Open the latest invitation in your mailbox, or ask the admin who invited you for a new one.",
    },
    expired: {
      title: "This invitation has expired",
      body: "A link works for seven days. Ask the admin who invited you to send it again.",
    },
    used: USED,
    waiting: WAITING,
    suspended: SUSPENDED,
  },
  initial_password: {
    unknown: {
      title: "This link is not valid",
      body: "Open the link in your invitation instead, or ask the admin who invited you for a new one.",
    },
    withdrawn: {
      title: "This invitation has been withdrawn",
      body: "An admin of the organization withdrew it. If you think that was a mistake, ask them to invite you again.",
    },
    replaced: {
      title: "This page is no longer valid",
      body: "An admin has corrected your address. Open the invitation that was sent there.",
    },
    expired: {
      title: "The half hour is up",
      body: "The password you were given has been used. Open the link in your invitation instead, or ask the admin who invited you to send a new one.",
    },
    used: USED,
    waiting: WAITING,
    suspended: SUSPENDED,
  },
};

/** Explains why an invitation's link does not work, and what to do. */
export function DeadLink({ kind, state }: { kind: Kind; state: State }) {
  const { title, body, mayMeanSignIn } = words[kind][state];
  return (
    <>
      <h1 className="mt-1 font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="mt-3 text-pretty">{body}</p>
      <p className="mt-6">
        <a href="/sign-in" className={mayMeanSignIn ? buttonStyle({ kind: "primary" }) : undefined}>
          {mayMeanSignIn ? "Sign in" : "Go to the sign-in page"}
        </a>
      </p>
    </>
  );
}
