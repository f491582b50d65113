import net from "node:net";

/** The process's input: raw HTTP requests, and how many of them to send a second, whatever becomes of those before. */
export type Task = { port: number; requests: string[]; perSecond: number; seconds: number };

/** How long the answers took, in milliseconds by status; 0 stands for a connection that ended without an answer. */
export type Offered = { milliseconds: Map<number, number[]>; unsent: number };

const MOST_CONNECTIONS = 4_000;
const TICK_MILLISECONDS = 2;
const LAST_ANSWERS_MILLISECONDS = 5_000;

const LENGTH = /\r\ncontent-length: (\d+)/i;

/** Whether the text is a whole answer. */
function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf("\r\n\r\n");
  if (headEnd < 0) return false;
  const length = LENGTH.exec(answer.slice(0, headEnd))?.[1];
  const body = answer.length - headEnd - 4;
  if (length !== undefined) return body >= Number(length);
  return answer.startsWith("HTTP/1.1 204") || answer.endsWith("\r\n0\r\n\r\n");
}

function offer({ port, requests, perSecond, seconds }: Task): Promise<Offered> {
  const milliseconds = new Map<number, number[]>();
  const idle: net.Socket[] = [];
  const waiting = new Map<net.Socket, { dueAt: number; answer: string }>();
  let unsent = 0;
  let open = 0;

  function note(socket: net.Socket, status: number): void {
    const request = waiting.get(socket);
    waiting.delete(socket);
    if (!request) return;
    const times = milliseconds.get(status) ?? [];
    times.push(performance.now() - request.dueAt);
    milliseconds.set(status, times);
  }
  function connect(): net.Socket {
    open += 1;
    const socket = net.connect({ port, host: "127.0.0.1", noDelay: true }).setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      const request = waiting.get(socket);
      if (!request) return;
      request.answer += chunk;
      if (!isWhole(request.answer)) return;
      note(socket, Number(request.answer.slice(9, 12)));
      if (/\r\nconnection: close/i.test(request.answer)) socket.destroy();
      else idle.push(socket);
    });
    socket.on("error", () => {});
    socket.once("close", () => {
      open -= 1;
      note(socket, 0);
      const place = idle.indexOf(socket);
      if (place >= 0) idle.splice(place, 1);
    });
    return socket;
  }
  function send(text: string, dueAt: number): void {
    const socket = idle.pop() ?? (open < MOST_CONNECTIONS ? connect() : undefined);
    if (!socket) {
      unsent += 1;
      return;
    }
    waiting.set(socket, { dueAt, answer: "" });
    socket.write(text);
  }

  return new Promise((resolve) => {
    const startedAt = performance.now();
    const total = perSecond * seconds;
    let sent = 0;
    const clock = setInterval(() => {
      const dueAt = (nth: number) => startedAt + (nth * 1000) / perSecond;
      for (; sent < total && dueAt(sent) <= performance.now(); sent += 1) {
        send(requests[sent % requests.length] ?? "", dueAt(sent));
      }
      const isLate = performance.now() > startedAt + seconds * 1000 + LAST_ANSWERS_MILLISECONDS;
      if (sent < total || (waiting.size > 0 && !isLate)) return;
      clearInterval(clock);
      for (const socket of [...waiting.keys(), ...idle]) socket.destroy();
      setImmediate(() => resolve({ milliseconds, unsent }));
    }, TICK_MILLISECONDS);
  });
}

process.once("message", async (task: Task) => {
  process.send?.(await offer(task), () => process.disconnect());
});
