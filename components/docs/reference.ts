/** One field of a JSON object, flattened for a table: nested fields carry the path to them. */
export type Field = { name: string; type: string; required: boolean; description: string };

/** One answer: its status, what it means, and its fields where it has a body. */
export type Answer = { status: string; description: string; headers: string[]; fields: Field[] };

/** One operation, as the page shows it and the console calls it. */
export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  isPublic: boolean;
  params: { name: string; in: string; required: boolean; description: string; example: string }[];
  bodyFields: Field[];
  bodyExample: string | null;
  answers: Answer[];
  curl: string;
};

export type Section = { tag: string; operations: Operation[] };
