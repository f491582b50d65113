import type { ZodType, z } from "zod";
import { DomainError, type FieldFault } from "@/lib/errors";
import { inexact } from "@/lib/exact-number";
import { jsonPointer } from "@/lib/json-pointer";

type Issue = z.core.$ZodIssue;

/** How many faults a refusal names: nobody reads more, and a hostile body can have a hundred thousand. */
const MOST_FAULTS = 100;

function faultsOf(issue: Issue): FieldFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: jsonPointer([...issue.path, key]),
      detail: "is not a documented field",
    }));
  }
  return [{ pointer: jsonPointer(issue.path), detail: issue.message }];
}

const sentence: z.core.$ZodErrorMap = (issue) => {
  const digits = inexact(issue.input);
  if (digits) return digits;
  if (issue.code === "invalid_type")
    return issue.input === undefined ? "is required" : `must be ${article(issue.expected)}`;
  if (issue.code === "invalid_value") return `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "too_big") return `must not be longer than ${issue.maximum}`;
  return undefined;
};

const article = (type: string) => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;

/**
 * The content, typed and normalized. Throws DomainError `invalid_content` with every fault at once, each with its JSON
 * Pointer (contract §6). Schemas are strict, so a field that is not documented is a fault.
 */
export function validate<S extends ZodType>(schema: S, content: unknown): z.output<S> {
  const result = schema.safeParse(content, { error: sentence });
  if (result.success) return result.data;
  throw new DomainError(
    "invalid_content",
    undefined,
    result.error.issues.slice(0, MOST_FAULTS).flatMap(faultsOf).slice(0, MOST_FAULTS),
  );
}
