import type { Answer, Call, InitArgument, Item, ListPath } from "./calls.js";

const LARGEST_PAGE = 200;

/** The parameters of the next page, which a `Link` header names as a whole; null on the last page. */
export function nextQuery(response: Response): Record<string, string | string[]> | null {
  const [, target] = /<([^>]*)>; rel="next"/.exec(response.headers.get("Link") ?? "") ?? [];
  if (!target) return null;
  const { searchParams } = new URL(target, "http://localhost");
  const parameter = (name: string) => {
    const [value = "", ...more] = searchParams.getAll(name);
    return more.length > 0 ? [value, ...more] : value;
  };
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, parameter(name)]));
}

/** The items of a page: the array that it is, or the only array in it. */
export function itemsOf(data: unknown): unknown[] {
  if (Array.isArray(data)) return data;
  return Object.values(data as object).find(Array.isArray) ?? [];
}

/** The pages of a list, each as an array, asked for one after the other as they are wanted. */
export async function* pagesOf<P extends ListPath>(
  get: Call<"get">,
  path: P,
  ...[init]: InitArgument<P, "get">
): AsyncGenerator<Item<P>[], void> {
  const asked = (init ?? {}) as { params?: { query?: object } };
  const ask = get as (path: P, init: object) => Promise<Answer<unknown>>;
  let query: object | null = { limit: LARGEST_PAGE, ...asked.params?.query };
  while (query) {
    const { data, response } = await ask(path, { ...asked, params: { ...asked.params, query } });
    yield itemsOf(data) as Item<P>[];
    query = nextQuery(response);
  }
}
