import { ApiError } from "@/lib/http/api-client";

/** The current content, if a change was refused because somebody else had made one; undefined for any other failure. */
export function contentInTheWay<C extends object>(error: unknown): C | undefined {
  return error instanceof ApiError && error.code === "precondition_failed" ? (error.current as C) : undefined;
}
