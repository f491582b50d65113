const NAME = "Access-Change";

/** The header of an operation that changes access, for the document. */
export const changeHeader = {
  [NAME]: "The id of the access change, which can be undone; absent if no access has changed",
};

/** The header of an answer. */
export const changeHeaders = (changeId: string | null): Record<string, string> =>
  changeId === null ? {} : { [NAME]: changeId };
