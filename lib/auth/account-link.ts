import { createHmac, timingSafeEqual } from "node:crypto";
import { appUrl } from "@/lib/env";
import { linkKeys } from "./keys";

/** What a link lets its holder do, once. */
export const linkKinds = ["invitation", "initial_password", "password_reset", "email_confirmation"] as const;
export type LinkKind = (typeof linkKinds)[number];

/** How long a link is valid, in seconds: an invitation seven days, a reset one hour. */
export const linkSeconds: Record<LinkKind, number> = {
  invitation: 7 * 24 * 3600,
  initial_password: 30 * 60,
  password_reset: 3600,
  email_confirmation: 24 * 3600,
};

const paths: Record<LinkKind, string> = {
  invitation: "/invitation",
  initial_password: "/choose-password",
  password_reset: "/reset-password",
  email_confirmation: "/confirm-email",
};

const SHAPE = /^(lnk_[0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/;

// Keyed with the installation's secret, so reading the database is not enough to make a link (docs/decisions/016).
const seals = (kind: LinkKind, linkId: string): Buffer[] =>
  linkKeys().map((key) => createHmac("sha256", key).update(`account link\0${kind}\0${linkId}`).digest());

/** The secret of a link: its id and a code that only this installation can compute. Never log or store it. */
export function linkToken(kind: LinkKind, linkId: string): string {
  return `${linkId}.${seals(kind, linkId)[0]?.toString("base64url")}`;
}

/** The path of the link's page on this installation. Never log or store it. */
export function linkPath(kind: LinkKind, linkId: string): string {
  return `${paths[kind]}/${linkToken(kind, linkId)}`;
}

/** The link's URL: `APP_URL` and the kind's page. Never log or store it. */
export function linkUrl(kind: LinkKind, linkId: string): string {
  return appUrl() + linkPath(kind, linkId);
}

/** The path of a kind's page with whatever token a visitor presents. */
export const tokenPath = (kind: LinkKind, token: string): string =>
  `${paths[kind]}/${encodeURIComponent(token.toWellFormed())}`;

/** Whether a path belongs to such a page, so that the browser must not send it elsewhere as a referrer. */
export const isLinkPath = (pathname: string): boolean =>
  Object.values(paths).some((path) => pathname.startsWith(`${path}/`));

/** The id of the link with this token, or null if this installation did not make it for that kind. */
export function linkIdOf(kind: LinkKind, token: string): string | null {
  const [, linkId = "", code = ""] = SHAPE.exec(token) ?? [];
  if (linkId === "") return null;
  const presented = Buffer.from(code, "base64url");
  return seals(kind, linkId).some((seal) => timingSafeEqual(presented, seal)) ? linkId : null;
}
