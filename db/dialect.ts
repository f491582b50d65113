import { Column, Name, Param, Placeholder, SQL, StringChunk, Table } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

type Config = Parameters<SQL["toQuery"]>[0];

// Drizzle's names of a column and a table never change, and most statements name the same few.
const names = new WeakMap<Column | Table, string>();

/** Writes one statement as Drizzle does, without its objects for each part of it. */
class Writer {
  readonly params: unknown[] = [];
  text = "";

  constructor(private readonly config: Config) {}

  write(chunk: unknown): void {
    if (chunk instanceof StringChunk) this.text += chunk.value.length === 1 ? chunk.value[0] : chunk.value.join("");
    else if (chunk instanceof SQL && !isInlined(chunk)) for (const part of chunk.queryChunks) this.write(part);
    else if (chunk instanceof Column || chunk instanceof Table) this.text += this.nameOf(chunk);
    else if (chunk instanceof Name) this.text += this.config.escapeName(chunk.value);
    else if (chunk instanceof Param && !(chunk.value instanceof Placeholder)) this.writeParam(chunk);
    else if (Array.isArray(chunk)) this.writeList(chunk);
    else if (chunk === null || (typeof chunk !== "object" && chunk !== undefined)) this.bind(chunk);
    else this.leave(chunk);
  }

  private bind(value: unknown): void {
    this.text += this.config.escapeParam(this.params.length, value);
    this.params.push(value);
  }

  private writeParam({ value, encoder }: Param): void {
    const mapped = value === null ? null : encoder.mapToDriverValue(value);
    if (mapped instanceof SQL) this.write(mapped);
    else this.bind(mapped);
  }

  private writeList(chunks: readonly unknown[]): void {
    for (const [index, chunk] of chunks.entries()) {
      this.text += index === 0 ? "(" : ", ";
      this.write(chunk);
    }
    this.text += chunks.length === 0 ? "()" : ")";
  }

  private nameOf(named: Column | Table): string {
    let name = names.get(named);
    if (name === undefined) {
      name = new SQL([named]).toQuery(this.config).sql;
      names.set(named, name);
    }
    return name;
  }

  /** Leaves a rarer part to Drizzle. */
  private leave(chunk: unknown): void {
    const paramStartIndex = { value: this.params.length };
    const { sql, params } = new SQL([chunk as Column]).toQuery({ ...this.config, paramStartIndex });
    this.text += sql;
    this.params.push(...params);
  }
}

const isInlined = (chunk: SQL) => (chunk as unknown as { shouldInlineParams: boolean }).shouldInlineParams;

/**
 * Drizzle's dialect, which writes the same text in a fifth of the time: Drizzle compares each part of a statement with a dozen
 * classes, up their prototype chains, which took a sixth of a short request's CPU (db/dialect.test.ts compares the two).
 */
export class Dialect extends PgDialect {
  override sqlToQuery(statement: SQL, invokeSource?: "indexes") {
    const write = (config: Config) => {
      const writer = new Writer(config);
      writer.write(statement);
      return { sql: writer.text, params: writer.params };
    };
    return super.sqlToQuery(invokeSource ? statement : ({ toQuery: write } as unknown as SQL), invokeSource);
  }
}
