/** A parameter or a field of a JSON body, flattened for a table: a nested field is named by its path. */
export type Field = { name: string; type: string; required: boolean; description: string };

/** An answer: its status, meaning, headers and the fields of its body. */
export type Answer = { status: string; description: string; headers: string[]; fields: Field[] };

/** An operation as the page shows it and the console calls it. */
export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  isPublic: boolean;
  /** The scope that a token or a service account needs; undefined without a credential. */
  scope: string | undefined;
  /** Whether a token of one OU may call it. */
  isWithinUnit: boolean;
  params: { name: string; in: string; type: string; required: boolean; description: string; example: string }[];
  bodyFields: Field[];
  bodyExample: string | null;
  answers: Answer[];
  curl: string;
};

export type Section = { tag: string; operations: Operation[] };
