// Keeps rounding from refusing the last request of a burst.
const TOLERANCE_MILLISECONDS = 1e-6;
// What other processes have let through shows if it keeps the bucket busy for longer than this.
const NOTICED_MILLISECONDS = 1;
// For how long nobody else must have used it before it counts as one's own: processes often get a burst at the same time.
const ALONE_MILLISECONDS = 2_000;

/**
 * What is left of a rate, as one number: until when the requests let through so far keep the bucket from being full. Times
 * are milliseconds of `performance.now()`.
 */
export class RateBucket {
  /** Requests let through and refused that the other processes may not know of yet. */
  requests = 0;
  refused = 0;
  private busyUntil = 0;
  private sharedUntil = Number.POSITIVE_INFINITY;
  private readonly costMilliseconds: number;
  private readonly windowMilliseconds: number;

  constructor(
    readonly perSecond: number,
    readonly burstSeconds: number,
  ) {
    this.costMilliseconds = 1000 / perSecond;
    this.windowMilliseconds = burstSeconds * 1000;
  }

  /** How long until one more request may pass; 0 if it may now. */
  waitMilliseconds(now: number): number {
    const wait = this.busyMilliseconds(now) + this.costMilliseconds - this.windowMilliseconds;
    return wait > TOLERANCE_MILLISECONDS ? wait : 0;
  }

  /** Takes one request's share, even if none is left. */
  take(now: number): void {
    this.busyUntil = Math.max(this.busyUntil, now) + this.costMilliseconds;
    this.requests += 1;
  }

  /** How many requests may pass now. */
  left(now: number): number {
    const free = this.windowMilliseconds - this.busyMilliseconds(now) + TOLERANCE_MILLISECONDS;
    return Math.max(0, Math.floor(free / this.costMilliseconds));
  }

  /** In how many seconds it is full again. */
  fullInSeconds(now: number): number {
    return Math.ceil((this.busyMilliseconds(now) - TOLERANCE_MILLISECONDS) / 1000);
  }

  /** Which part of a burst was let through that the other processes may not know of yet. */
  get unreported(): number {
    return this.requests / (this.perSecond * this.burstSeconds);
  }

  /** How long ago the requests to report began, if each had come as soon as the rate allows it, and the last one now. */
  begunSeconds(now: number): number {
    return Math.max(0, now + this.requests * this.costMilliseconds - this.busyUntil) / 1000;
  }

  /**
   * Adopts how long all processes together keep it busy; what they don't know of comes on top. `expectedMilliseconds` is how
   * long this process thought that it was busy when it reported.
   */
  adopt(now: number, busySeconds: number, expectedMilliseconds: number): void {
    const isUsed = busySeconds * 1000 > expectedMilliseconds + NOTICED_MILLISECONDS;
    if (isUsed || this.sharedUntil === Number.POSITIVE_INFINITY) this.sharedUntil = now + ALONE_MILLISECONDS;
    this.busyUntil = now + busySeconds * 1000 + this.requests * this.costMilliseconds;
  }

  /** Whether another process may be using it too, from what the reports have shown. */
  isShared(now: number): boolean {
    return now < this.sharedUntil;
  }

  /** Whether there is nothing to report. */
  get isReported(): boolean {
    return this.requests === 0 && this.refused === 0;
  }

  /** For how long what was let through keeps it from being full. */
  busyMilliseconds(now: number): number {
    return Math.max(0, this.busyUntil - now);
  }
}
