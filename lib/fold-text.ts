/** A text without case and accents, for a search in what the browser has at hand. */
export const foldText = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
