const LOCK = "leadvibe:poll";
const MILLISECONDS = 10_000;

/**
 * Asks again and again, in one tab of the browser at a time and only while it is visible. Returns a function that stops.
 * Without the Web Locks API, which a page without TLS lacks, each visible tab asks.
 */
export function pollInOneTab(ask: () => void): () => void {
  let ending = new AbortController();

  function lead(signal: AbortSignal): Promise<void> {
    ask(); // the tab before may have asked long ago
    const timer = setInterval(ask, MILLISECONDS);
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => {
        clearInterval(timer);
        resolve();
      });
    });
  }

  function follow() {
    ending.abort();
    if (document.visibilityState !== "visible") return;
    ending = new AbortController();
    const { signal } = ending;
    if (!navigator.locks) lead(signal);
    else navigator.locks.request(LOCK, { signal }, () => lead(signal)).catch(() => {}); // it was aborted while waiting
  }

  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    ending.abort();
  };
}
