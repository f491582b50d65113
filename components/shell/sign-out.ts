const CHANNEL = "leadvibe:signed-out";

/** Ends the session at the server, tells the other tabs, and opens the sign-in page. */
export async function signOut(): Promise<void> {
  const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
  await fetch("/api/auth/signout", { method: "POST", body: new URLSearchParams({ csrfToken, json: "true" }) });
  new BroadcastChannel(CHANNEL).postMessage(null);
  window.location.assign("/sign-in");
}

/** Calls back when another tab has signed out; returns the end of listening. */
export function onSignedOutElsewhere(callback: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = callback;
  return () => channel.close();
}
