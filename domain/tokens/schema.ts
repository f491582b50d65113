import { z } from "zod";
import { moment, name, pathId, timestamp } from "@/lib/fields";
import { type First, shownOnce } from "@/lib/shown-once";

/** A personal access token as its owner sees it later: without the secret (contract §3). */
export const Token = z
  .object({
    id: z.string().meta({ description: "Token identifier", example: "tok_abc123" }),
    name: z.string().meta({ description: "What the token is for", example: "CI" }),
    expires_at: timestamp().nullable().meta({ description: "When it stops working; null for never" }),
    created_at: timestamp(),
    last_used_at: timestamp().nullable().meta({ description: "Last use, to the minute; null for never" }),
  })
  .meta({ id: "Token" });

/** A token as shown once, when it is created. */
export const CreatedToken = Token.extend({
  token: shownOnce({ description: "The secret; only shown once", example: "lv_pat_…" }),
}).meta({ id: "CreatedToken" });

export const TokenList = z.array(Token);

export const CreateTokenBody = z
  .strictObject({
    name: name(100).meta({ description: "What the token is for", example: "CI" }),
    expires_at: moment()
      .refine((value) => Date.parse(value) > Date.now(), { error: "must be in the future" })
      .nullable()
      .optional()
      .meta({
        description:
          "When it stops working; null for never. By default never, or when the token that creates it stops. It cannot be later than that",
        example: "2030-01-01T00:00:00Z",
      }),
  })
  .meta({ id: "CreateToken" });

export const TokenParams = z.object({ id: pathId().meta({ description: "Token identifier", example: "tok_abc123" }) });

export type Token = z.output<typeof Token>;
export type CreatedToken = z.output<typeof CreatedToken>;
export type NewToken = First<CreatedToken, "token">;
export type CreateTokenInput = z.output<typeof CreateTokenBody>;
