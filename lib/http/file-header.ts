const NAME = "Content-Disposition";

/** The header of an operation that answers with a file, for the document. */
export const fileHeader = { [NAME]: "A suggested file name" };

/** The header of an answer: the file is named for its content and today. */
export const fileHeaders = (content: string, extension: string): Record<string, string> => ({
  [NAME]: `attachment; filename="${content}-${new Date().toISOString().slice(0, 10)}.${extension}"`,
});
