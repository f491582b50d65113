// npm run email: shows every mail with its preview's facts, light, dark and as text, on a page that follows the sources.
// We have our own, because react-email's server requires a package version that the registry does not have.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const FOLDER = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.dirname(FOLDER);
const OUTPUT = path.join(ROOT, "dist/email-preview");
const ENTRY = `export { mails, renderMail } from "@/emails/mail"; export { appUrl } from "@/lib/env";`;
const { values } = parseArgs({ options: { port: { type: "string", default: "3030" } } });

const escapeHtml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const page = (title, body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>body { font: 15px system-ui; margin: 1.5rem; } iframe { width: 660px; height: 640px; border: 1px solid #888; }
pre { white-space: pre-wrap; max-width: 80ch; border: 1px solid #888; padding: 1rem; }</style>
${body}<script>new EventSource("/changes").onmessage = () => location.reload();</script></html>`;

let version = 0;
async function loadMails() {
  version += 1;
  const outfile = path.join(OUTPUT, `${version}.mjs`);
  const stdin = { contents: ENTRY, resolveDir: ROOT, loader: "ts" };
  await build({
    absWorkingDir: ROOT,
    stdin,
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  return import(outfile);
}

async function answer(pathname) {
  const { mails, renderMail, appUrl } = await loadMails();
  const [, view = "", kind = ""] = pathname.split("/");
  if (!Object.hasOwn(mails, kind)) {
    const names = Object.keys(mails).map((name) => `<li><a href="/mail/${name}">${name}</a>`);
    return page("Mails", `<h1>Mails</h1><ul>${names.join("")}</ul>`);
  }
  const { linked, preview: facts } = mails[kind];
  const secret = { link: `${appUrl()}/reset-password/lnk_${"0".repeat(32)}.${"x".repeat(43)}` };
  const { subject, html, text } = await renderMail({ kind, facts, ...(linked && view !== "withheld" ? secret : {}) });
  if (view === "dark") return html.replace("@media (prefers-color-scheme: dark)", "@media all");
  if (view === "light" || view === "withheld") return html;
  const frame = (source) => `<iframe title="${source}" src="/${source}/${kind}"></iframe>`;
  const frames = `${frame("light")} ${frame("dark")} ${linked ? frame("withheld") : ""}`;
  return page(
    kind,
    `<p><a href="/">All mails</a><h1>${escapeHtml(subject)}</h1>${frames}<pre>${escapeHtml(text)}</pre>`,
  );
}

const listeners = new Set();
fs.watch(FOLDER, () => {
  for (const listener of listeners) listener.write("data: changed\n\n");
});

const server = http.createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/changes") {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    listeners.add(response);
    response.once("close", () => listeners.delete(response));
    return;
  }
  answer(pathname)
    .catch((error) => page("Error", `<pre>${escapeHtml(error.stack)}</pre>`))
    .then((body) => response.setHeader("Content-Type", "text/html; charset=utf-8").end(body));
});
server.once("error", () => server.listen(0, "127.0.0.1")); // the port is taken
server.once("listening", () => process.stdout.write(`The mails: http://127.0.0.1:${server.address().port}\n`));
process.once("exit", () => fs.rmSync(OUTPUT, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));
server.listen(Number(values.port), "127.0.0.1");
