/**
 * Measures how fast a backlog is served, over as many turns as are `remembered`. `begin` when there is a backlog, and `serve`
 * with each turn; `expected` is how long the last of so many turns has to wait, in milliseconds.
 */
export function createPace(remembered: number) {
  let [begunAt, servedAt, served, gap] = [0, 0, 0, 0];
  return {
    begin() {
      begunAt = servedAt = performance.now();
      served = gap = 0;
    },
    serve() {
      const now = performance.now();
      served += 1;
      gap += (now - servedAt - gap) / Math.min(served, remembered);
      servedAt = now;
    },
    /** For how long there has been a backlog, in milliseconds. */
    age: () => performance.now() - begunAt,
    expected: (turns: number) => turns * gap,
  };
}
