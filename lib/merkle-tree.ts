import { createHash } from "node:crypto";

// The hash tree of RFC 6962 §2.1: nodes are complete subtrees, which never change once they are made.

export type NodePosition = { level: number; index: number };
export type TreeNode = NodePosition & { hash: Buffer };

const [LEAF, NODE] = [Buffer.of(0), Buffer.of(1)];

/** The hash of an entry. */
export const leafHash = (entry: string): Buffer => createHash("sha256").update(LEAF).update(entry).digest();

export const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  createHash("sha256").update(NODE).update(left).update(right).digest();

/** The largest complete subtrees that make up the entries from `start` up to, but not including, `end`, from left to right. */
export function subtreesOf(start: number, end: number): NodePosition[] {
  const subtrees: NodePosition[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** The hash over the subtrees that `subtreesOf` named; without any, that of the empty tree. */
export function hashOver(subtrees: readonly Buffer[]): Buffer {
  const last = subtrees.at(-1);
  if (!last) return createHash("sha256").digest();
  return subtrees.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** A tree that grows. It holds only the hashes of its largest subtrees, those of `subtreesOf(0, size)`. */
export class GrowingTree {
  readonly #subtrees: Buffer[];

  constructor(
    public size = 0,
    subtrees: readonly Buffer[] = [],
  ) {
    this.#subtrees = [...subtrees];
  }

  /** Adds a leaf, and returns the nodes that are complete with it, the leaf first. */
  append(leaf: Buffer): TreeNode[] {
    let node: TreeNode = { level: 0, index: this.size, hash: leaf };
    const made = [node];
    for (let left = this.size; left % 2 === 1; left = Math.floor(left / 2)) {
      const hash = nodeHash(this.#subtrees.pop() as Buffer, node.hash);
      node = { level: node.level + 1, index: Math.floor(node.index / 2), hash };
      made.push(node);
    }
    this.#subtrees.push(node.hash);
    this.size += 1;
    return made;
  }

  get root(): Buffer {
    return hashOver(this.#subtrees);
  }
}
