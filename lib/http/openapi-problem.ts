import { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import { problems } from "./problem";

/** The body of a refusal, as the document shows it. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(problems) as [ErrorCode, ...ErrorCode[]]),
    request_id: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .meta({
        description: "Each fault, with a JSON Pointer into the body or, for query parameters, into an object of them",
      }),
    current: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: "For a 412: the current content that PUT would replace; the ETag is its version" }),
    diff: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: "For `change_refused`: what the change would have done, as with `dry_run`" }),
    items: z
      .array(z.record(z.string(), z.unknown()))
      .optional()
      .meta({ description: "For `change_superseded`: the items that have changed since, each with its state `now`" }),
    count: z.int().optional().meta({ description: "For `selection_changed`: how many members match now" }),
  })
  .meta({ id: "Problem", description: "Why the request was refused (RFC 9457)" });
