import { POST as submit } from "@/app/(auth)/sign-in/submit/route";
import { POST as signOut } from "@/app/(auth)/sign-out/route";
import { GET as nextAuthGet, POST as nextAuthPost } from "@/app/api/auth/[...nextauth]/route";
import { appUrl } from "@/lib/env";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Sent = { method?: string; headers?: Record<string, string>; json?: unknown; form?: Record<string, string> };

/** A browser as route handlers see it: keeps cookies and sends its own origin unless told otherwise. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Every `Set-Cookie` it received. */
  readonly given: string[] = [];

  /** A second browser with the same cookies: a thief's copy. */
  copy(): Browser {
    const other = new Browser();
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  request(path: string, { method = "GET", headers = {}, json, form }: Sent = {}): Request {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const type = json === undefined ? form && "application/x-www-form-urlencoded" : "application/json";
    const own = { origin: appUrl(), "sec-fetch-site": "same-origin", ...(cookie ? { cookie } : {}) };
    const all = new Headers({ ...(method === "GET" ? { cookie } : own), ...(type ? { "content-type": type } : {}) });
    for (const [name, value] of Object.entries(headers)) value === "" ? all.delete(name) : all.set(name, value);
    const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
    return new Request(appUrl() + path, { method, headers: all, ...(body === undefined ? {} : { body }) });
  }

  keep(answer: Response): Response {
    for (const line of answer.headers.getSetCookie()) {
      this.given.push(line);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Calls a route file's handler. */
  async call(handler: Handler, path: string, sent: Sent = {}, params: Record<string, string> = {}): Promise<Response> {
    return this.keep(await handler(this.request(path, sent), { params: Promise.resolve(params) }));
  }

  async signIn(fields: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Response> {
    return this.keep(await submit(this.request("/sign-in/submit", { method: "POST", json: fields, headers })));
  }

  async signInByForm(form: Record<string, string>): Promise<Response> {
    return this.keep(await submit(this.request("/sign-in/submit", { method: "POST", form })));
  }

  async signOut(headers: Record<string, string> = {}): Promise<Response> {
    return this.keep(await signOut(this.request("/sign-out", { method: "POST", form: {}, headers })));
  }

  /** Calls one of next-auth's own endpoints. */
  async nextAuth(path: string, sent: Sent = {}): Promise<Response> {
    const request = this.request(`/api/auth/${path}`, sent);
    const nextauth = path.split("?")[0]?.split("/") ?? [];
    const handler = request.method === "GET" ? nextAuthGet : nextAuthPost;
    return this.keep(await handler(request, { params: Promise.resolve({ nextauth }) }));
  }
}
