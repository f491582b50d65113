import { mapInSlices } from "./map-in-slices";

/**
 * The items of a long JSON array. Each is parsed only when its turn comes, and not kept: holding all items of an 8 MB body
 * makes the garbage collector pause every other request for milliseconds.
 */
export class JsonItems {
  constructor(
    /** How many items it has. */
    readonly length: number,
    private readonly parse: (index: number) => unknown,
  ) {}

  /** Maps the items in order, in slices (lib/map-in-slices.ts). Throws what parsing an item throws. */
  map<R>(work: (item: unknown, index: number) => R): Promise<R[]> {
    const indexes = Array.from({ length: this.length }, (_, index) => index);
    return mapInSlices(indexes, (index) => work(this.parse(index), index));
  }
}

/** A batch: an array, or the items of a long one. */
export type Batch = readonly unknown[] | JsonItems;

export const isBatch = (content: unknown): content is Batch => Array.isArray(content) || content instanceof JsonItems;

/** Maps a batch's items in order, in slices. */
export const mapBatch = <R>(batch: Batch, work: (item: unknown, index: number) => R): Promise<R[]> =>
  batch instanceof JsonItems ? batch.map(work) : mapInSlices(batch, work);
