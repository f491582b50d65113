import { headers } from "next/headers";
import { cache } from "react";
import { findSession, type LiveSession } from "@/domain/access/authenticate";

/** The session that the page was asked for with, or null. Read from its row, once a request. */
export const currentSession = cache(
  async (): Promise<LiveSession | null> => findSession((await headers()).get("cookie")),
);
