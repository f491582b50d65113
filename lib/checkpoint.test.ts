import { expect, test } from "vitest";
import { isSignedBy, readCheckpoint, signerOf, verifiedCheckpoint, writeCheckpoint } from "./checkpoint";

const NAME = "admin.acme.example/audit/org_1";
const signer = signerOf(NAME, Buffer.alloc(32, 7));
const other = signerOf(NAME, Buffer.alloc(32, 8));
const head = { size: 20_852_163, root: Buffer.alloc(32, 1) };
const note = writeCheckpoint(signer, head);

test("a checkpoint has the form of C2SP, and says which tree it is of", () => {
  const signature = /^— admin\.acme\.example\/audit\/org_1 [A-Za-z0-9+/]{90,92}={0,2}$/;
  const lines = note.split("\n");
  expect(lines.slice(0, 4)).toEqual([NAME, "20852163", head.root.toString("base64"), ""]);
  expect(lines[4]).toMatch(signature);
  expect(lines.slice(5)).toEqual([""]);
  expect(readCheckpoint(note)).toEqual({ name: NAME, ...head });
});

test("an unknown key's, an altered and an incomplete checkpoint are not accepted", () => {
  expect(verifiedCheckpoint(note, [other.verifierKey, signer.verifierKey])).toEqual({ name: NAME, ...head });
  expect(verifiedCheckpoint(note, [other.verifierKey])).toBeUndefined();
  expect(verifiedCheckpoint(note, [signerOf("elsewhere", Buffer.alloc(32, 7)).verifierKey])).toBeUndefined();
  expect(verifiedCheckpoint(note.replace("20852163", "20852164"), [signer.verifierKey])).toBeUndefined();
  expect(verifiedCheckpoint(note.slice(0, note.indexOf("—")), [signer.verifierKey])).toBeUndefined();
  expect(verifiedCheckpoint(note, ["not a key"])).toBeUndefined();
  expect(readCheckpoint("hello")).toBeUndefined();
});

// The example of golang.org/x/mod/sumdb/note, whose format this is.
test("a published note is accepted with its published key", () => {
  const key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  expect(isSignedBy(text, key)).toBe(true);
  expect(isSignedBy(text.replace("your", "our"), key)).toBe(false);
});
