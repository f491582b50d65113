import { networkOf } from "@/lib/auth/client";
import { DomainError } from "@/lib/errors";
import { giveBack, guessKey, spend } from "./guess";

const EMAIL_LIMIT = 10;
const DEVICE_LIMIT = 10;
const NETWORK_LIMIT = 100; // many people may sit behind one network address; a single account is guarded by the ten

/** Who guesses: the key of the e-mail address, the network address, and the SHA-256 (hex) of the device's secret. */
export type Guesser = { emailKey: string; ip: string | null; deviceHash: string };

/** `knowsDevice`: whether its member has signed in with the device before. */
type Account = { knowsDevice: boolean };

/** Accounts whose guesses are counted together, and whether a guess that matched `hits` of them was right. */
type Share<A> = {
  accounts: readonly A[];
  limits: ReadonlyMap<string, number>;
  fading: readonly string[];
  isRight(hits: number): boolean;
};

/** Guesses by a device at accounts that know it: counted for this device only. */
function ofDevice<A>({ emailKey, deviceHash }: Guesser, accounts: readonly A[]): Share<A> {
  const limits = new Map([[guessKey("device", `${deviceHash} ${emailKey}`), DEVICE_LIMIT]]);
  return { accounts, limits, fading: [], isRight: (hits) => hits > 0 };
}

/**
 * Guesses by a stranger: counted for the e-mail address and the network. A guess is right if it matches all of the accounts:
 * otherwise whoever sets the password of one of them could try any number on the others.
 */
function ofStranger<A>({ emailKey, ip }: Guesser, accounts: readonly A[]): Share<A> {
  const network = ip === null ? [] : [guessKey("address", networkOf(ip))];
  const limits = new Map([[guessKey("e-mail", emailKey), EMAIL_LIMIT]]);
  for (const key of network) limits.set(key, NETWORK_LIMIT);
  return { accounts, limits, fading: network, isRight: (hits) => hits > 0 && hits === accounts.length };
}

/**
 * The accounts that the password matches, as found by `fitting`. An account is tried only while its share of the guesses
 * lasts: the device's own for accounts that know it, and the strangers' for the others (docs/decisions/025). Throws
 * too_many_attempts when no account is left to try.
 */
export async function guessAccounts<A extends Account>(
  guesser: Guesser,
  accounts: readonly A[],
  fitting: (tried: readonly A[]) => Promise<A[]>,
): Promise<A[]> {
  const known = accounts.filter(({ knowsDevice }) => knowsDevice);
  const others = accounts.filter(({ knowsDevice }) => !knowsDevice);
  const shares = known.length > 0 ? [ofDevice(guesser, known)] : [];
  if (others.length > 0 || known.length === 0) shares.push(ofStranger(guesser, others)); // also of an unknown address
  const open: Share<A>[] = [];
  for (const share of shares) if (await spend(share.limits, share.fading)) open.push(share);
  if (open.length === 0) throw new DomainError("too_many_attempts");
  let found: A[] | undefined;
  try {
    found = await fitting(open.flatMap((share) => share.accounts));
    return found;
  } finally {
    for (const { accounts: tried, limits, isRight } of open) {
      const hits = tried.filter((account) => found?.includes(account)).length;
      if (!found || isRight(hits)) await giveBack(limits);
    }
  }
}
