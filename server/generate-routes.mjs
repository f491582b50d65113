// Generates the route tables from the files below app/: lib/http/api-paths.gen.ts (the API's paths and methods, light enough for
// proxy.ts), lib/http/page-paths.gen.ts (the same for the routes among the pages) and app/(api)/routes.gen.ts (the API's
// handlers). `npm run routes` writes them; a test fails when they are out of date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const ROUTE =
  /export const (GET|POST|PUT|PATCH|DELETE) = (endpoint|unitEndpoint|publicEndpoint|mcpEndpoint|refusal)\(/g;
const PAGE_ROUTE = /export (?:async )?(?:function|const) (GET|POST)\b|\bas (GET|POST)\b/g;
const HEADER = "// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.\n";
const PAGE_HEADER = "// Made by `npm run routes` from the other app/**/route.ts; do not edit.\n";

const routeFilesBelow = (folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => file.endsWith("/route.ts"))
    .sort();

function routes() {
  return routeFilesBelow("app/(api)")
    .map((file) => {
      const exported = [...readFileSync(path.join(ROOT, "app/(api)", file), "utf8").matchAll(ROUTE)];
      if (exported.length === 0) throw new Error(`${file} exports no method that ROUTE knows`);
      return {
        module: `@/app/(api)/${file.replace(/\.ts$/, "")}`,
        pattern: `/${file.replace(/\/route\.ts$/, "")}`,
        methods: exported.map(([, method]) => method).sort(),
        allowed: exported
          .filter(([, , kind]) => kind !== "refusal")
          .map(([, method]) => method)
          .sort(),
      };
    })
    .sort((a, b) => (a.pattern.replaceAll("[", "~") < b.pattern.replaceAll("[", "~") ? -1 : 1)); // literals before parameters
}

function pageRoutes() {
  return routeFilesBelow("app")
    .filter((file) => !file.startsWith("(api)/"))
    .map((file) => {
      const exported = [...readFileSync(path.join(ROOT, "app", file), "utf8").matchAll(PAGE_ROUTE)];
      if (exported.length === 0) throw new Error(`${file} exports no method that PAGE_ROUTE knows`);
      const pattern = `/${file.replace(/\/route\.ts$/, "").replace(/\([^)]*\)\//g, "")}`;
      return { pattern, methods: exported.map(([, method, alias]) => method ?? alias).sort() };
    });
}

/** The files' names and contents. */
export function generate() {
  const table = routes();
  const json = (value) => JSON.stringify(value).replaceAll('","', '", "');
  const paths = table.map(
    ({ pattern, methods, allowed }) =>
      `  { pattern: ${json(pattern)}, methods: ${json(methods)}, allowed: ${json(allowed)} },\n`,
  );
  const imports = table.map(({ module }, index) => `import * as route${index} from "${module}";\n`);
  const modules = table.map(({ pattern }, index) => `  ${json(pattern)}: route${index},\n`);
  const pages = pageRoutes().map(
    ({ pattern, methods }) => `  { pattern: ${json(pattern)}, methods: ${json(methods)} },\n`,
  );
  return {
    "lib/http/page-paths.gen.ts": `${PAGE_HEADER}export const pageRoutes = [\n${pages.join("")}] as const;\n`,
    "lib/http/api-paths.gen.ts": `${HEADER}export const apiPaths = [\n${paths.join("")}] as const;\n`,
    "app/(api)/routes.gen.ts": `${HEADER}${imports.join("")}\nexport const apiRoutes = {\n${modules.join("")}};\n`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(generate())) writeFileSync(path.join(ROOT, file), text);
}
