import createFetchClient from "openapi-fetch";
import type { Answer, Call, InitArgument, Item, ListPath, Method } from "./calls.js";
import { pagesOf } from "./pages.js";
import { fillPath } from "./path.js";
import type { paths } from "./schema.gen.js";
import { createSend, type SendOptions } from "./send.js";

export { type Code, LeadVibeError, type Problem } from "./problem.js";
export type { components, operations, paths } from "./schema.gen.js";

export type ClientOptions = SendOptions & {
  /** Where the installation is, such as https://admin.example.com. */
  baseUrl: string;
};

/** Calls the API. Every call throws LeadVibeError if it fails. */
export type Client = {
  GET: Call<"get">;
  POST: Call<"post">;
  PUT: Call<"put">;
  DELETE: Call<"delete">;
  /** The pages of a list, 200 items each unless you set a `limit`. */
  pages<P extends ListPath>(path: P, ...init: InitArgument<P, "get">): AsyncGenerator<Item<P>[], void>;
  /** The items of a list, page by page. */
  each<P extends ListPath>(path: P, ...init: InitArgument<P, "get">): AsyncGenerator<Item<P>, void>;
  /** A client of the same caller in another org unit. */
  inUnit(unitId: string): Client;
};

async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  return /json$/.test(response.headers.get("Content-Type") ?? "") ? JSON.parse(text) : text;
}

/** Makes a client of the LeadVibe Admin API. */
export function createClient({ baseUrl, ...options }: ClientOptions): Client {
  const { request } = createFetchClient<paths>({ baseUrl, fetch: createSend(options), pathSerializer: fillPath });
  type Ask = (method: Method, path: string, init: object) => Promise<{ response: Response }>;

  const call = (method: Method) => async (path: string, init?: object) => {
    const { response } = await (request as Ask)(method, path, { ...init, parseAs: "stream" });
    return { data: await contentOf(response), response } as Answer<never>;
  };
  const GET = call("get") as Call<"get">;
  const pages: Client["pages"] = (path, ...init) => pagesOf(GET, path, ...init);

  return {
    GET,
    POST: call("post") as Call<"post">,
    PUT: call("put") as Call<"put">,
    DELETE: call("delete") as Call<"delete">,
    pages,
    async *each(path, ...init) {
      for await (const page of pages(path, ...init)) yield* page;
    },
    inUnit: (unitId) => createClient({ baseUrl, ...options, unitId }),
  };
}
