/** The path of a request line, which may also be an absolute URL or `*`. */
export function pathOf(url: string): string {
  const path = url.startsWith("/") ? url : URL.canParse(url) ? new URL(url).pathname : url;
  const query = path.indexOf("?");
  return query === -1 ? path : path.slice(0, query);
}
