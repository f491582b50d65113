import { networkOf } from "@/lib/auth/client";
import { DomainError } from "@/lib/errors";
import { attemptKey, giveAttemptBack, takeCountedAttempt } from "./attempt-limits";

const EMAIL_LIMIT = 10;
const DEVICE_LIMIT = 10;
const NETWORK_LIMIT = 100; // many people may share a network address; a single account has its own limit of ten

/** Who tries: the key of the e-mail address, the network address, and the SHA-256 (hex) of the device's secret. */
export type Attempter = { emailKey: string; ip: string | null; deviceHash: string };

/** `knowsDevice`: whether the member has signed in with the device before. */
type Account = { knowsDevice: boolean };

/** Accounts whose attempts are counted together, and whether an attempt that matched `hits` of them succeeded. */
type Share<A> = {
  accounts: readonly A[];
  limits: ReadonlyMap<string, number>;
  fading: readonly string[];
  isRight(hits: number): boolean;
};

/** Attempts by a device on accounts that know it: counted for this device only. */
function ofDevice<A>({ emailKey, deviceHash }: Attempter, accounts: readonly A[]): Share<A> {
  const limits = new Map([[attemptKey("device", `${deviceHash} ${emailKey}`), DEVICE_LIMIT]]);
  return { accounts, limits, fading: [], isRight: (hits) => hits > 0 };
}

/**
 * Attempts by a stranger: counted for the e-mail address and the network. An attempt only succeeds if it matches all the
 * accounts: otherwise whoever sets the password of one could try any number on the others.
 */
function ofStranger<A>({ emailKey, ip }: Attempter, accounts: readonly A[]): Share<A> {
  const network = ip === null ? [] : [attemptKey("address", networkOf(ip))];
  const limits = new Map([[attemptKey("e-mail", emailKey), EMAIL_LIMIT]]);
  for (const key of network) limits.set(key, NETWORK_LIMIT);
  return { accounts, limits, fading: network, isRight: (hits) => hits > 0 && hits === accounts.length };
}

/**
 * The accounts that the password matches, as found by `fitting`. An account is only tried while its limit lasts: the
 * device's own for accounts that know it, the strangers' for the others (docs/decisions/025). `locked` are those that this
 * failure has locked. Throws too_many_attempts if no account is left to try.
 */
export async function tryAccounts<A extends Account>(
  attempter: Attempter,
  accounts: readonly A[],
  fitting: (tried: readonly A[]) => Promise<A[]>,
): Promise<{ found: A[]; locked: A[] }> {
  const known = accounts.filter(({ knowsDevice }) => knowsDevice);
  const others = accounts.filter(({ knowsDevice }) => !knowsDevice);
  const shares = known.length > 0 ? [ofDevice(attempter, known)] : [];
  if (others.length > 0 || known.length === 0) shares.push(ofStranger(attempter, others)); // also for an unknown address
  const open: (Share<A> & { left: number })[] = [];
  for (const share of shares) {
    const left = await takeCountedAttempt(share.limits, share.fading);
    if (left !== null) open.push({ ...share, left });
  }
  if (open.length === 0) throw new DomainError("too_many_attempts");
  let wrong: typeof open = [];
  try {
    const found = await fitting(open.flatMap((share) => share.accounts));
    wrong = open.filter(({ accounts: tried, isRight }) => !isRight(tried.filter((one) => found.includes(one)).length));
    return { found, locked: wrong.filter(({ left }) => left === 0).flatMap((share) => share.accounts) };
  } finally {
    for (const share of open) if (!wrong.includes(share)) await giveAttemptBack(share.limits);
  }
}
