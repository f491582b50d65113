/** The style of a message that something failed. */
export const alertStyle = "rounded-md border border-bad/40 bg-bad/10 px-3 py-2 text-bad text-sm";
