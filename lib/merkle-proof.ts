import { hashOver, type NodePosition, nodeHash, subtreesOf } from "./merkle-tree";

// Proofs of RFC 6962 §2.1: hashes of stretches of entries, from the lowest in the tree to the highest.

type Stretch = [start: number, end: number];

/** Where a stretch of several entries divides: after the largest power of two that is smaller than it. */
function middleOf([start, end]: Stretch): number {
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  return start + half;
}

/** The stretches whose hashes prove that the entry at `index` is in a tree of this size. */
export function inclusionStretches(index: number, size: number): Stretch[] {
  const proof: Stretch[] = [];
  for (let [start, end]: Stretch = [0, size]; end - start > 1; ) {
    const middle = middleOf([start, end]);
    proof.unshift(index < middle ? [middle, end] : [start, middle]);
    [start, end] = index < middle ? [start, middle] : [middle, end];
  }
  return proof;
}

/** The stretches whose hashes prove that a tree of `earlier` entries, at least one, is the beginning of one of `size`. */
export function consistencyStretches(earlier: number, size: number): Stretch[] {
  const proof: Stretch[] = [];
  let [start, end]: Stretch = [0, size];
  while (earlier < end) {
    const middle = middleOf([start, end]);
    proof.unshift(earlier <= middle ? [middle, end] : [start, middle]);
    [start, end] = earlier <= middle ? [start, middle] : [middle, end];
  }
  return start === 0 ? proof : [[start, end], ...proof]; // the verifier knows the earlier root itself
}

/** The nodes that these stretches are hashed from. */
export const nodesOf = (stretches: readonly Stretch[]): NodePosition[] =>
  stretches.flatMap((stretch) => subtreesOf(...stretch));

/** The proof made of these stretches. */
export const proofOf = (stretches: readonly Stretch[], hashAt: (position: NodePosition) => Buffer): Buffer[] =>
  stretches.map((stretch) => hashOver(subtreesOf(...stretch).map(hashAt)));

const isOdd = (number: number) => number % 2 === 1;
const halved = (number: number) => Math.floor(number / 2);

/** Whether the proof shows that the leaf is at `index` in the tree of this size and root (RFC 9162 §2.1.3.2). */
export function provesInclusion(
  { index, leaf, proof }: { index: number; leaf: Buffer; proof: readonly Buffer[] },
  { size, root }: { size: number; root: Buffer },
): boolean {
  if (index >= size) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    const isRight = isOdd(at) || at === last;
    hash = isRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    if (isRight) while (at !== 0 && !isOdd(at)) [at, last] = [halved(at), halved(last)];
    [at, last] = [halved(at), halved(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether the proof shows that the earlier tree is the beginning of the later one (RFC 9162 §2.1.4.2). */
export function provesConsistency(
  earlier: { size: number; root: Buffer },
  later: { size: number; root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root);
  if (earlier.size === 0 || earlier.size > later.size) return false;
  let [at, last] = [earlier.size - 1, later.size - 1];
  while (isOdd(at)) [at, last] = [halved(at), halved(last)];
  const [first, ...path] = at === 0 ? [earlier.root, ...proof] : proof;
  if (!first) return false;
  let [before, now] = [first, first];
  for (const hash of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      [before, now] = [nodeHash(hash, before), nodeHash(hash, now)];
      while (at !== 0 && !isOdd(at)) [at, last] = [halved(at), halved(last)];
    } else now = nodeHash(now, hash);
    [at, last] = [halved(at), halved(last)];
  }
  return last === 0 && before.equals(earlier.root) && now.equals(later.root);
}
