import type { World } from "./world";

/** A flag of a command: a parameter of the query, a header, or a field of the body. */
export type Field = {
  name: string;
  in: "query" | "header" | "body";
  kind: "text" | "number" | "boolean" | "json";
  /** Can be repeated. */
  many?: true;
  required?: true;
  values?: readonly string[];
  /** Asked for, because whoever lists processes could read a flag. */
  secret?: true;
  about?: string;
};

/** An operation of the API as a command: "members list". */
export type Command = {
  name: string;
  operation: string;
  about: string;
  method: string;
  path: string;
  /** Works in an org unit. */
  unit?: true;
  /** Comes in pages. */
  paged?: true;
  /** Where the API takes `dry_run`. */
  dryRun?: "query" | "body";
  body?: true;
  fields: readonly Field[];
};

/** A command that is no operation of the API. */
export type OwnCommand = {
  about: string;
  usage: string;
  /** Not shown to people. */
  hidden?: true;
  run(args: string[], world: World): Promise<void>;
};
