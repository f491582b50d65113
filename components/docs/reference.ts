/** A parameter or a field of a JSON body, flattened for a table: a nested field is named by its path. */
export type Field = { name: string; type: string; required: boolean; description: string };

/** A parameter of a request; `example` is empty if it has none. */
export type Parameter = Field & { in: string; example: string };

/** An answer: its status, meaning, headers, the fields of its body and an example of it. */
export type Answer = {
  status: string;
  description: string;
  headers: string[];
  fields: Field[];
  example: string | null;
};

/** The languages that samples are in, and what they are called. */
export const languages = { curl: "curl", typescript: "TypeScript", python: "Python" } as const;
export type Language = keyof typeof languages;

/** What the console needs to call an operation. */
export type Callable = {
  method: string;
  path: string;
  isPublic: boolean;
  params: Parameter[];
  bodyExample: string | null;
};

/** An operation as the page shows it. */
export type Operation = Callable & {
  id: string;
  summary: string;
  description: string;
  isDeprecated: boolean;
  /** The scope that a token or a service account needs; undefined without a credential. */
  scope: string | undefined;
  /** Whether a token of one OU may call it. */
  isWithinUnit: boolean;
  bodyFields: Field[];
  answers: Answer[];
  /** Null if no reader's request could succeed. */
  samples: Record<Language, string> | null;
};

/** The operations of a tag, on a page of their own. */
export type Section = { tag: string; slug: string; description: string; operations: Operation[] };

/** What the list of contents shows of a section. */
export type Contents = Pick<Section, "tag" | "slug"> & {
  operations: Pick<Operation, "id" | "method" | "path" | "summary">[];
};
