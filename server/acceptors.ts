import { type ChildProcess, spawn } from "node:child_process";
import net from "node:net";
import { log } from "@/lib/log";

/** How many more handles accept connections; each takes one in a turn of the event loop, however many have come. */
const MORE = 63;

// The event loop watches file descriptors, and a handle that arrives from another process has a new one.
const SEND_BACK = `process.on("message", (count, handle) => {
  for (let sent = 0; sent < count; sent += 1) process.send(sent, handle);
});`;

// The raw handle is sent, not the net.Server: with that, the child would accept connections, too. Node has no type for it.
type Handle = { close(): void };
const handleOf = (server: net.Server) => (server as net.Server & { _handle: net.Server })._handle;

/**
 * More handles for the socket that a server listens on, so that the connections of a crowd are not accepted one by one
 * (decision 081). A child process copies the server's own handle, and ends.
 */
export function createAcceptors(server: net.Server) {
  const handles: net.Server[] = [];
  const take = (socket: net.Socket) => void server.emit("connection", socket);

  /** Resolves once all handles accept connections. Without a child process, the server's own remains the only one. */
  async function open(): Promise<void> {
    const child: ChildProcess = spawn(process.execPath, ["-e", SEND_BACK], {
      env: { NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child.on("message", (_sent, copy) => {
      if (!server.listening) return (copy as Handle).close();
      handles.push(net.createServer({ allowHalfOpen: true, noDelay: true }, take).listen(copy));
      if (handles.length === MORE) child.disconnect();
    });
    child.send(MORE, handleOf(server));
    child.unref();
    child.channel?.unref();
    await new Promise<void>((resolve) => {
      child.once("exit", resolve).on("error", (error) => {
        log().warn({ err: error }, "connections are accepted one at a time");
        resolve();
      });
    });
  }

  /** Accepts no more connections; resolves once those that these handles have accepted have ended. */
  async function close(): Promise<void> {
    await Promise.all(handles.map((handle) => new Promise((resolve) => handle.close(resolve))));
  }

  return { open, close };
}
