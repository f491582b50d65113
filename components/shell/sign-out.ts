const CHANNEL = "leadvibe:signed-out";

/** Ends the session on the server, tells the other tabs and opens the sign-in page. False if the session is still alive. */
export async function signOut(): Promise<boolean> {
  const answer = await fetch("/sign-out", { method: "POST", redirect: "manual" }).catch(() => null);
  if (answer?.type !== "opaqueredirect") return false; // only success redirects
  new BroadcastChannel(CHANNEL).postMessage(null);
  window.location.assign("/sign-in");
  return true;
}

/** Calls back when another tab signs out; returns a function that stops listening. */
export function onSignedOutElsewhere(callback: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = callback;
  return () => channel.close();
}
