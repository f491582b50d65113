import { z } from "zod";
import { type Checkpoint, verifiedCheckpoint } from "@/lib/checkpoint";
import { provesInclusion } from "@/lib/merkle-proof";
import { GrowingTree, leafHash } from "@/lib/merkle-tree";
import { differenceOf } from "./sealed-entry";

// What `npm run audit:verify` does: it knows no database and trusts nothing but the keys that it is given.

/** The first place where an export is not what was sealed; the message says which, and how. */
export class Difference extends Error {}

/** What proves an export: the texts of checkpoints, and the verifier keys. */
export type Proofs = { checkpoint?: string | undefined; earlier?: string | undefined; keys: readonly string[] };

/** What an export without a difference has; `after_checkpoint` are entries that the checkpoint says nothing of. */
export type Verified = { entries: number; pruned: number; after_checkpoint: number; checkpoint: number };

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const Entry = z.strictObject({
  index: z.int().min(0),
  hash,
  entry: z.string().optional(),
  values: z.record(z.string(), z.strictObject({ salt: z.string(), value: z.string() })).default({}),
  proof: z.array(hash).optional(),
});
const Heading = z.strictObject({ checkpoint: z.string() });

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Difference(`Line ${number} is not a line of an export.`);
  }
}

function entryOf(content: unknown, number: number) {
  const { data } = Entry.safeParse(content);
  if (!data) throw new Difference(`Line ${number} is not a line of an export.`);
  const difference = data.entry === undefined ? undefined : differenceOf({ ...data, entry: data.entry });
  if (difference) throw new Difference(`The entry at index ${data.index} ${difference}.`);
  return data;
}

function signed(text: string, which: string, keys: readonly string[]): Checkpoint {
  const checkpoint = verifiedCheckpoint(text, keys);
  if (!checkpoint) throw new Difference(`The ${which} is forged: none of the keys has signed it.`);
  return checkpoint;
}

function assertInPlace(index: number, expected: number): void {
  if (index > expected)
    throw new Difference(`The entry at index ${expected} has been removed: index ${index} is in its place.`);
  if (index < expected)
    throw new Difference(`The entry at index ${index} was inserted or moved: it comes after index ${expected - 1}.`);
}

/** Compares the tree with a checkpoint once it has as many entries. */
function compare(tree: GrowingTree, { size, root }: Checkpoint, which: string, since: number): void {
  if (tree.size !== size || tree.root.equals(root)) return;
  throw new Difference(
    `One of the entries at index ${since} to ${size - 1} is not the one that was sealed: together they are not those of the ${which}.`,
  );
}

/** A whole log: every entry from the first on, in the tree's order. */
async function verifyWhole(lines: AsyncIterable<string>, { earlier, checkpoint, keys }: Proofs): Promise<Verified> {
  if (checkpoint === undefined)
    throw new Difference("An export of the whole log is compared with a checkpoint; name one.");
  const head = signed(checkpoint, "checkpoint", keys);
  const before = earlier === undefined ? undefined : signed(earlier, "earlier checkpoint", keys);
  if (before && before.size > head.size)
    throw new Difference("The earlier checkpoint has more entries than the checkpoint.");
  const tree = new GrowingTree();
  let [pruned, number] = [0, 0];
  for await (const line of lines) {
    number += 1;
    const { index, entry, hash: leaf } = entryOf(parsed(line, number), number);
    assertInPlace(index, tree.size);
    if (entry === undefined && index > pruned) throw new Difference(`The entry at index ${index} has been removed.`);
    if (entry === undefined) pruned += 1;
    tree.append(Buffer.from(leaf, "hex"));
    if (before) compare(tree, before, "earlier checkpoint", 0);
    compare(tree, head, "checkpoint", before?.size ?? 0);
  }
  if (tree.size < head.size) {
    throw new Difference(`The end is cut off: the export has ${tree.size} entries, and the checkpoint ${head.size}.`);
  }
  return { entries: tree.size, pruned, after_checkpoint: tree.size - head.size, checkpoint: head.size };
}

/** A selection: each entry has the proof that it is in the tree of the checkpoint in the first line. */
async function verifySelection(lines: AsyncIterable<string>, heading: string, proofs: Proofs): Promise<Verified> {
  const head = signed(heading, "checkpoint of the export", proofs.keys);
  const given = proofs.checkpoint === undefined ? head : signed(proofs.checkpoint, "checkpoint", proofs.keys);
  if (given.size !== head.size || !given.root.equals(head.root)) {
    throw new Difference(
      `This export is a selection, proven by a checkpoint of ${head.size} entries; compare it with that one.`,
    );
  }
  let entries = 0;
  for await (const line of lines) {
    entries += 1;
    const { index, entry, proof = [] } = entryOf(parsed(line, entries + 1), entries + 1);
    const path = { index, leaf: leafHash(entry ?? ""), proof: proof.map((step) => Buffer.from(step, "hex")) };
    if (!provesInclusion(path, head))
      throw new Difference(`The entry at index ${index} is not in the tree of the checkpoint.`);
  }
  return { entries, pruned: 0, after_checkpoint: 0, checkpoint: head.size };
}

async function* withFirst(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/**
 * Compares an export, line by line, with what proves it. Throws Difference at the first place that is not what was sealed.
 */
export async function verifyExport(lines: AsyncGenerator<string>, proofs: Proofs): Promise<Verified> {
  const { value: first = "" } = await lines.next();
  const heading = first === "" ? undefined : Heading.safeParse(parsed(first, 1)).data;
  if (heading) return verifySelection(lines, heading.checkpoint, proofs);
  return verifyWhole(first === "" ? lines : withFirst(first, lines), proofs);
}
