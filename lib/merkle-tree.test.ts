import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import {
  consistencyStretches,
  inclusionStretches,
  nodesOf,
  proofOf,
  provesConsistency,
  provesInclusion,
} from "./merkle-proof";
import { GrowingTree, hashOver, leafHash, type NodePosition, subtreesOf } from "./merkle-tree";

// The eight entries and the hashes that implementations of RFC 6962 and 9162 share as test vectors.
const vectors: [bytes: string, rootWithIt: string][] = [
  ["", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
  ["00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
  ["10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
  ["2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
  ["3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
  ["40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"],
  ["5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"],
  ["606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
];
const FIRST_OF_EIGHT = [
  "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
  "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
  "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
];

const hex = (hash: Buffer) => hash.toString("hex");

/** A tree with all its nodes and the root at each size. */
function grown(leaves: readonly Buffer[]) {
  const tree = new GrowingTree();
  const nodes = new Map<string, Buffer>();
  const roots = [tree.root];
  for (const leaf of leaves) {
    for (const { level, index, hash } of tree.append(leaf)) nodes.set(`${level}/${index}`, hash);
    roots.push(tree.root);
  }
  const hashAt = ({ level, index }: NodePosition) => nodes.get(`${level}/${index}`) as Buffer;
  return { roots: roots as [Buffer, ...Buffer[]], hashAt };
}

const many = grown(Array.from({ length: 70 }, (_, n) => leafHash(`entry ${n}`)));

test("roots and proofs are those of the known vectors", () => {
  const { roots, hashAt } = grown(vectors.map(([bytes]) => leafHash(Buffer.from(bytes, "hex").toString())));
  expect(hex(roots[0])).toBe(createHash("sha256").digest("hex"));
  expect(roots.slice(1).map(hex)).toEqual(vectors.map(([, root]) => root));
  expect(proofOf(inclusionStretches(0, 8), hashAt).map(hex)).toEqual(FIRST_OF_EIGHT);
  expect(proofOf(consistencyStretches(1, 8), hashAt).map(hex)).toEqual(FIRST_OF_EIGHT);
});

test("a tree goes on from its largest subtrees as if it had never stopped", () => {
  for (const size of [0, 1, 6, 64, 69]) {
    const subtrees = subtreesOf(0, size).map(many.hashAt);
    expect(hashOver(subtrees)).toEqual(many.roots[size]);
    const tree = new GrowingTree(size, subtrees);
    for (let n = size; n < 70; n += 1) tree.append(leafHash(`entry ${n}`));
    expect(tree.root).toEqual(many.roots[70]);
  }
});

test("each entry is proven in each tree that has it, and no other one is", () => {
  for (let size = 1; size <= 20; size += 1) {
    const head = { size, root: many.roots[size] as Buffer };
    for (let index = 0; index < size; index += 1) {
      const proof = proofOf(inclusionStretches(index, size), many.hashAt);
      const leaf = many.hashAt({ level: 0, index });
      expect(provesInclusion({ index, leaf, proof }, head)).toBe(true);
      expect(provesInclusion({ index, leaf: leafHash("another"), proof }, head)).toBe(false);
      expect(provesInclusion({ index: index + 1, leaf, proof }, head)).toBe(false);
      expect(provesInclusion({ index, leaf, proof: [...proof, leaf] }, head)).toBe(false);
      expect(provesInclusion({ index, leaf, proof: proof.slice(1) }, head)).toBe(size === 1);
    }
  }
});

test("each tree is proven to begin with each earlier one, and with no other", () => {
  for (let size = 1; size <= 20; size += 1) {
    const later = { size, root: many.roots[size] as Buffer };
    for (let earlier = 1; earlier <= size; earlier += 1) {
      const head = { size: earlier, root: many.roots[earlier] as Buffer };
      const proof = proofOf(consistencyStretches(earlier, size), many.hashAt);
      expect(provesConsistency(head, later, proof)).toBe(true);
      expect(provesConsistency({ ...head, root: leafHash("another") }, later, proof)).toBe(false);
      expect(provesConsistency(head, { ...later, root: leafHash("another") }, proof)).toBe(false);
      expect(provesConsistency(head, later, [...proof, leafHash("more")])).toBe(false);
    }
  }
});

test("a proof in a tree of a million entries needs a few nodes", () => {
  const positions = nodesOf(inclusionStretches(777_777, 1_000_000));
  expect(positions.length).toBeLessThan(40);
  expect(nodesOf(consistencyStretches(777_777, 1_000_000)).length).toBeLessThan(40);
});
