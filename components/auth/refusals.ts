/** Messages that several forms of the sign-in pages share. */
export const BUSY = "The server is busy. Try again in a moment.";
export const ORIGIN_REFUSED =
  "This page was opened at a different address than the one this installation is configured for.";
