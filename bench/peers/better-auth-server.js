import http from "node:http";
import { toNodeHandler } from "better-auth/node";
import { auth } from "./better-auth.js";

const handle = toNodeHandler(auth);
const server = http.createServer((request, response) => {
  if (request.url === "/up") response.end("up");
  else handle(request, response);
});
server.keepAliveTimeout = 65_000;
server.listen(Number(process.env.PORT), process.env.HOST);
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(0));
