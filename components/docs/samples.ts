import type { Language } from "./reference";

/** What a sample sends. */
export type Sampled = {
  server: string;
  method: string;
  path: string;
  isPublic: boolean;
  /** Whether it works in the OU that a header names. */
  isInUnit: boolean;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  /** What a success answers with. */
  answer: "json" | "text" | "nothing";
};

function urlOf({ server, path, params, query }: Sampled): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const asked = new URLSearchParams(query);
  return asked.size > 0 ? `${server}${filled}?${asked}` : server + filled;
}

function curl(sampled: Sampled): string {
  const { method, isPublic, isInUnit, body } = sampled;
  const json = JSON.stringify(body, null, 2)?.replaceAll("'", "'\\''");
  return [
    `curl -X ${method} "${urlOf(sampled)}"`,
    ...(isPublic ? [] : ['-H "Authorization: Bearer $LEADVIBE_TOKEN"']),
    ...(isInUnit ? ['-H "X-Active-OU-ID: $LEADVIBE_UNIT"'] : []),
    ...(json === undefined ? [] : ['-H "Content-Type: application/json"', `-d '${json}'`]),
  ].join(" \\\n  ");
}

/** How a language writes what JSON can say. */
type Style = { words: Record<string, string>; indent: string; key: (name: string) => string };

const SHORT = 60; // characters
const TYPESCRIPT: Style = {
  words: {},
  indent: "  ",
  key: (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)),
};
const PYTHON: Style = {
  words: { null: "None", true: "True", false: "False" },
  indent: "    ",
  key: (name) => JSON.stringify(name),
};

/** A value as the language writes it, on one line if it is short. */
function literal(value: unknown, style: Style, outer = ""): string {
  const written = JSON.stringify(value);
  if (typeof value !== "object" || value === null) return style.words[written] ?? written;
  const isList = Array.isArray(value);
  const inner = outer + style.indent;
  const itemsAt = (indent: string) =>
    isList
      ? value.map((item) => literal(item, style, indent))
      : Object.entries(value).map(([name, item]) => `${style.key(name)}: ${literal(item, style, indent)}`);
  const short = itemsAt(outer).join(", ");
  if (short.length <= SHORT && !short.includes("\n"))
    return isList ? `[${short}]` : short === "" ? "{}" : `{ ${short} }`;
  const lines = itemsAt(inner).map((item) => `${inner}${item},\n`);
  return isList ? `[\n${lines.join("")}${outer}]` : `{\n${lines.join("")}${outer}}`;
}

function typescript({ server, method, path, isInUnit, params, query, body, answer }: Sampled): string {
  const setUp = [
    `baseUrl: "${server}",`,
    'token: process.env.LEADVIBE_TOKEN ?? "",',
    ...(isInUnit ? ['unitId: process.env.LEADVIBE_UNIT ?? "",'] : []),
  ];
  const given = {
    ...(Object.keys(params).length > 0 ? { path: params } : {}),
    ...(Object.keys(query).length > 0 ? { query: numbersIn(query) } : {}),
  };
  const options = [
    ...(Object.keys(given).length > 0 ? [`params: ${literal(given, TYPESCRIPT, "  ")},`] : []),
    ...(body === undefined ? [] : [`body: ${literal(body, TYPESCRIPT, "  ")},`]),
    ...(answer === "text" ? ['parseAs: "text",'] : []),
  ];
  const call = `leadvibe.${method}("${path}"${options.length > 0 ? `, {\n  ${options.join("\n  ")}\n}` : ""})`;
  return [
    'import { createClient } from "@leadvibe/admin";',
    "",
    `const leadvibe = createClient({\n  ${setUp.join("\n  ")}\n});`,
    ...(answer === "nothing" ? [`await ${call};`] : [`const { data } = await ${call};`, "console.log(data);"]),
  ].join("\n");
}

/** The query with numbers where it has digits, as the client's types want them. */
const numbersIn = (query: Record<string, string>) =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]));

function python(sampled: Sampled): string {
  const { method, isPublic, isInUnit, body, answer } = sampled;
  const headers = [
    ...(isPublic ? [] : ['"Authorization": "Bearer " + os.environ["LEADVIBE_TOKEN"],']),
    ...(isInUnit ? ['"X-Active-OU-ID": os.environ["LEADVIBE_UNIT"],'] : []),
    ...(body === undefined ? [] : ['"Content-Type": "application/json",']),
  ];
  const shown = {
    json: "print(json.load(answer))",
    text: "print(answer.read().decode())",
    nothing: "print(answer.status)",
  };
  const modules = ["json", "os", "urllib.request"].filter(
    (name) => (name !== "json" || answer === "json" || body !== undefined) && (name !== "os" || !isPublic),
  );
  return [
    ...modules.map((name) => `import ${name}`),
    "",
    ...(body === undefined ? [] : [`body = ${literal(body, PYTHON)}`]),
    "request = urllib.request.Request(",
    `    "${urlOf(sampled)}",`,
    `    method="${method}",`,
    ...(headers.length > 0 ? ["    headers={", ...headers.map((header) => `        ${header}`), "    },"] : []),
    ...(body === undefined ? [] : ["    data=json.dumps(body).encode(),"]),
    ")",
    "with urllib.request.urlopen(request) as answer:",
    `    ${shown[answer]}`,
  ].join("\n");
}

/** The same request in every language, to be run as it stands: credentials come from the environment. */
export const samplesOf = (sampled: Sampled): Record<Language, string> => ({
  curl: curl(sampled),
  typescript: typescript(sampled),
  python: python(sampled),
});
