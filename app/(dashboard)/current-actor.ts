import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/auth/actor";
import { findSession, type LiveSession } from "@/lib/auth/authenticate";

/** The session that the page was asked for with, or null. Read from its row, once a request. */
export const currentSession = cache(
  async (): Promise<LiveSession | null> => findSession((await headers()).get("cookie")),
);

/** Who the page is for, or null when nobody is signed in. */
export async function currentActor(): Promise<Actor | null> {
  return (await currentSession())?.actor ?? null;
}

/** Who the page is for; without a session the visitor goes to sign in, and comes back here. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  const here = (await headers()).get("x-page-path") ?? "/dashboard"; // proxy.ts says so, over whatever the client has sent
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}
