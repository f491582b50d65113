import { expect, test } from "vitest";
import { rootCause } from "./root-cause";

test("only the innermost cause is kept, so a wrapper's parameters stay out of the log", () => {
  const cause = Object.assign(new Error("division by zero"), { code: "22012" });
  const kept = rootCause(
    new Error("Failed query: … params: hunter2", { cause: new Error("outer hunter2", { cause }) }),
  );
  expect(kept).toMatchObject({ name: "Error", code: "22012", message: "division by zero" });
  expect(JSON.stringify(kept)).not.toContain("hunter2");
});

test("a thrown value that is not an error is logged by its type alone", () => {
  expect(rootCause("hunter2")).toEqual({ name: "string" });
  expect(rootCause(undefined)).toEqual({ name: "undefined" });
});
