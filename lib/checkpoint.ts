import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";

// Signed checkpoints of a tree, as C2SP's tlog-checkpoint and signed-note describe them (https://c2sp.org).

const ED25519 = Buffer.of(1);
// What PKCS #8 and SPKI have before the 32 bytes of an Ed25519 key.
const PRIVATE = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC = Buffer.from("302a300506032b6570032100", "hex");

export type TreeHead = { size: number; root: Buffer };
/** A checkpoint whose signature has not been checked. */
export type Checkpoint = TreeHead & { name: string };

/** Whoever signs checkpoints of a log; `verifierKey` is for those who check them. */
export type Signer = { name: string; verifierKey: string; sign(text: string): Buffer };

const keyId = (name: string, key: Buffer) =>
  createHash("sha256").update(`${name}\n`).update(ED25519).update(key).digest().subarray(0, 4);

/** The signer of the log of this name, whose Ed25519 key has this seed of 32 bytes. */
export function signerOf(name: string, seed: Buffer): Signer {
  const privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: "der", type: "pkcs8" });
  const key = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32);
  const id = keyId(name, key);
  return {
    name,
    verifierKey: `${name}+${id.toString("hex")}+${Buffer.concat([ED25519, key]).toString("base64")}`,
    sign: (text) => Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]),
  };
}

/** The signed checkpoint of a tree. */
export function writeCheckpoint(signer: Signer, { size, root }: TreeHead): string {
  const text = `${signer.name}\n${size}\n${root.toString("base64")}\n`;
  return `${text}\n— ${signer.name} ${signer.sign(text).toString("base64")}\n`;
}

/** Whether the key has signed the note: its text up to the empty line, below which the signatures are. */
export function isSignedBy(note: string, verifierKey: string): boolean {
  const [, name = "", id, key = ""] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(verifierKey) ?? [];
  const bytes = Buffer.from(key, "base64").subarray(1);
  const end = note.lastIndexOf("\n\n") + 1;
  if (end === 0 || keyId(name, bytes).toString("hex") !== id) return false;
  const publicKey = createPublicKey({ key: Buffer.concat([PUBLIC, bytes]), format: "der", type: "spki" });
  return [...note.slice(end).matchAll(/^— (\S+) ([A-Za-z0-9+/]+={0,2})$/gm)].some(([, by, text = ""]) => {
    const signature = Buffer.from(text, "base64");
    const isTheirs = by === name && signature.subarray(0, 4).toString("hex") === id;
    return isTheirs && verify(null, Buffer.from(note.slice(0, end)), publicKey, signature.subarray(4));
  });
}

/** What a checkpoint says, without regard to its signature; undefined for any other text. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const [, name, size, root] = /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n/.exec(note) ?? [];
  if (name === undefined || size === undefined || root === undefined) return undefined;
  return { name, size: Number(size), root: Buffer.from(root, "base64") };
}

/** The same if a verifier key of that log has signed it. */
export function verifiedCheckpoint(note: string, verifierKeys: readonly string[]): Checkpoint | undefined {
  const checkpoint = readCheckpoint(note);
  const isSigned = verifierKeys.some((key) => key.startsWith(`${checkpoint?.name}+`) && isSignedBy(note, key));
  return isSigned ? checkpoint : undefined;
}
