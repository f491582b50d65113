import { z } from "zod";
import { idText, moment, name, pathId, scopeList, timestamp } from "@/lib/fields";
import { scopes } from "@/lib/scopes";
import { type First, shownOnce } from "@/lib/shown-once";

const onlyUnit = "The only OU that it reaches; null for all that its member reaches";

/** A personal access token as its owner sees it later: without the secret (contract §3). */
export const Token = z
  .object({
    id: z.string().meta({ description: "Token identifier", example: "tok_abc123" }),
    name: z.string().meta({ description: "What the token is for", example: "CI" }),
    scopes: z.array(z.enum(scopes)).meta({ description: "What it may be used for", example: [...scopes] }),
    unit_id: z.string().nullable().meta({ description: onlyUnit, example: null }),
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
    scopes: scopeList(scopes)
      .optional()
      .meta({
        description:
          "What it may be used for: `read` for every GET, `ingest` for sending events, `write` for changing an OU's data, `admin` for everything else. By default all of these that the credential that creates it has. It cannot have others",
        example: ["read"],
      }),
    unit_id: idText()
      .nullable()
      .optional()
      .meta({
        description: `${onlyUnit}. By default null, or the OU of the token that creates it. It cannot be wider than that`,
        example: "unit_abc123",
      }),
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
