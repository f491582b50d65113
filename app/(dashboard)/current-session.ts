import { headers } from "next/headers";
import { cache } from "react";
import { findSession, type LiveSession } from "@/domain/access/authenticate";

/** The visitor's session, read from its row once per request, or null. */
export const currentSession = cache(
  async (): Promise<LiveSession | null> => findSession((await headers()).get("cookie")),
);
