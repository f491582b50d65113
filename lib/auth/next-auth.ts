import { randomBytes } from "node:crypto";
import imported, { type NextAuthOptions } from "next-auth";
import { sessionKey } from "@/lib/env";
import { cookieName, cookieOptions, isSecure } from "@/lib/http/cookies";
import { log } from "@/lib/log";
import { sha256 } from "@/lib/sha256";
import { decodeAny } from "./decode";
import { ownPath } from "./origin";
import { sessionCookieName, sessionSeconds } from "./session-cookie";

/** What next-auth needs from the product: verify a sign-in, read a live session, and end one. */
export type Sessions = {
  /** The secret of a new session, or null for a refusal. May throw SignInRefused. */
  begin(credentials: Record<string, string>): Promise<string | null>;
  find(secret: string): Promise<{ memberId: string; expiresAt: Date } | null>;
  end(secret: string): Promise<void>;
};

/** A refusal whose code may appear in a URL; no other error thrown while signing in does. */
export class SignInRefused extends Error {
  constructor(readonly code: "OrganizationRequired" | "OrganizationSuspended" | "TooManyAttempts") {
    super(code);
  }
}

export type AuthCall = {
  action: string[];
  method: string;
  query: Record<string, string>;
  body: Record<string, string>;
  cookies: Record<string, string | undefined>;
};

type Callable = (options: NextAuthOptions) => (request: unknown, response: unknown) => Promise<void>;
// CommonJS with a default export, which Node and the bundlers import differently.
const NextAuth = ((imported as { default?: unknown }).default ?? imported) as Callable;

const ERRORS = /^(CredentialsSignin|OrganizationRequired|OrganizationSuspended|TooManyAttempts|Unavailable)$/;
const csrfCookie = () => cookieName("next-auth.csrf-token");

async function begin(sessions: Sessions, credentials: Record<string, string>) {
  try {
    const secret = await sessions.begin(credentials);
    return secret ? { id: "", secret } : null;
  } catch (error) {
    if (error instanceof SignInRefused) throw error;
    log().error({ err: error }, "a sign-in failed");
    throw new Error("Unavailable"); // the cause would appear in the URL
  }
}

async function liveSession(sessions: Sessions, secret: unknown) {
  const session = typeof secret === "string" ? await sessions.find(secret) : null;
  if (!session) throw new Error("the session has ended"); // next-auth then clears the cookie and answers {}
  return session;
}

function optionsFor(sessions: Sessions): NextAuthOptions {
  const named = (name: string) => ({ name, options: cookieOptions() });
  return {
    secret: sessionKey(),
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: named(sessionCookieName()),
      csrfToken: named(csrfCookie()),
      callbackUrl: named(cookieName("next-auth.callback-url")),
    },
    session: { strategy: "jwt", maxAge: sessionSeconds() },
    jwt: { decode: ({ token, salt }) => decodeAny(token, salt) },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in" },
    providers: [
      {
        id: "credentials",
        name: "Credentials",
        type: "credentials",
        credentials: {},
        authorize: (_credentials, { body }) => begin(sessions, (body ?? {}) as Record<string, string>),
        options: {} as never,
      },
    ],
    callbacks: {
      redirect: ({ url }) => url, // `clean` made it one of our own paths
      // The cookie only has the session's secret; its member and validity come from the row.
      jwt: ({ token, user }) => ({ secret: (user as { secret?: string } | undefined)?.secret ?? token.secret }),
      session: async ({ token }) => {
        const { memberId, expiresAt } = await liveSession(sessions, token.secret);
        return { user: { id: memberId } as object, expires: expiresAt.toISOString() };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.secret === "string") await sessions.end(token.secret);
      },
    },
    logger: { error: (code) => log().debug({ code }, "next-auth"), warn: () => {}, debug: () => {} },
  };
}

/** A `Location` from next-auth, without its idea of our origin and without error texts other than the known codes. */
function relative(location: string): string {
  const url = new URL(location, "http://any.invalid");
  const error = url.searchParams.get("error");
  if (error !== null && !ERRORS.test(error)) url.searchParams.set("error", "CredentialsSignin");
  return url.pathname + url.search + url.hash;
}

/** The call with its callbackUrl reduced to one of our own paths, and only the cookies that next-auth needs. */
function clean({ cookies, ...call }: AuthCall): AuthCall {
  const fallback = call.action[0] === "signout" ? "/sign-in" : undefined;
  const callbackUrl = ownPath(call.body.callbackUrl ?? call.query.callbackUrl, fallback);
  const needed = Object.entries(cookies).filter(
    ([name]) => name === csrfCookie() || name.startsWith(sessionCookieName()),
  );
  return {
    ...call,
    query: { ...call.query, callbackUrl },
    body: { ...call.body, callbackUrl },
    cookies: Object.fromEntries(needed),
  };
}

/** A double-submit pair that next-auth accepts, for a request whose origin was verified in another way. */
export function csrfPair(): { csrfToken: string; cookies: Record<string, string> } {
  const csrfToken = randomBytes(32).toString("hex");
  const hash = sha256(`${csrfToken}${sessionKey()}`);
  return { csrfToken, cookies: { [csrfCookie()]: `${csrfToken}|${hash}` } };
}

/**
 * Runs next-auth on the call, without Next, and returns its answer; redirects stay on the browser's origin. `origin`
 * completes URLs in JSON answers, because next-auth's own client wants absolute ones.
 */
export async function callNextAuth(call: AuthCall, sessions: Sessions, origin: string): Promise<Response> {
  const headers = new Headers();
  const cookies: string[] = [];
  let status = 200;
  let content: string | null = null;
  const response = {
    status(code: number) {
      status = code;
      return response;
    },
    getHeader: () => cookies.slice(),
    setHeader(name: string, value: string | string[]) {
      if (Array.isArray(value)) cookies.splice(0, cookies.length, ...value);
      else headers.set(name, name === "Location" ? relative(value) : value);
      return response;
    },
    json(value: { url?: string }) {
      headers.set("Content-Type", "application/json");
      content = JSON.stringify(value.url ? { url: new URL(relative(value.url), origin).href } : value);
    },
    send(value: unknown) {
      content = typeof value === "string" || value === undefined ? (value ?? null) : JSON.stringify(value);
    },
    end() {},
  };
  const { action, method, query, body, cookies: sent } = clean(call);
  const request = { method, query: { ...query, nextauth: action }, body, cookies: sent, headers: {} };
  await NextAuth(optionsFor(sessions))(request, response);
  headers.set("Cache-Control", "no-store");
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(content, { status, headers });
}
