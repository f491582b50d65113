import type { RateKind } from "@/lib/rates";

type Counts = {
  /** Requests let through in the last full minute, and in the last hour. */
  last_minute: number;
  last_hour: number;
  /** Refused in the last hour, because they were too many. */
  refused: number;
};

/** One of an organization's limits, and how much of it was used. */
export type LimitUse = Counts & { kind: RateKind; per_second: number; busiest_minute: number };

/** A credential that was used in the last hour; one that has ended since has neither name nor owner. */
export type CredentialUse = Counts & {
  /** Tells it from the others; not its secret nor its hash. */
  key: number;
  type: "token" | "service_account" | "session" | "ended";
  name: string | null;
  /** The member it belongs to, or a service account's OU. */
  owner: string | null;
  owner_path: string | null;
};

/** An organization's use of the API in the last hour; the credentials are those used most. */
export type ApiUse = { limits: LimitUse[]; credentials: CredentialUse[] };
