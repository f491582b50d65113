import type { Contract } from "./api-contract";
import type { Problem } from "./api-shapes";

/** An answer that was checked against the API document. */
export type Answer<T> = { status: number; headers: Headers; text: string; json: T; problem: Problem };

export type Sent = {
  headers?: Record<string, string> | undefined;
  /** Sent as JSON, with its content type. */
  body?: unknown;
  /** Sent unchanged; give the content type in `headers`. */
  raw?: string | Blob | Buffer | ReadableStream | undefined;
  signal?: AbortSignal;
};

/** A token, or a service account's `client_id:client_secret` for HTTP Basic. */
export type Credentials = { token: string } | { basic: string };

function authorizationOf(caller: Credentials): string {
  return "token" in caller ? `Bearer ${caller.token}` : `Basic ${btoa(caller.basic)}`;
}

/** Sends requests to one host as one caller. Every answer is checked against the served document before a test sees it. */
export class ApiClient {
  constructor(
    readonly url: string,
    readonly contract: Contract,
    private readonly authorization?: string,
  ) {}

  /** A client of the same host for another caller, or without credentials for an anonymous one. */
  as(caller: Credentials | undefined): ApiClient {
    return new ApiClient(this.url, this.contract, caller && authorizationOf(caller));
  }

  async send<T = unknown>(method: string, path: string, { headers, body, raw, signal }: Sent = {}): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      redirect: "manual",
      headers: {
        ...(this.authorization ? { Authorization: this.authorization } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(raw === undefined ? {} : { body: raw as BodyInit, duplex: "half" }),
      ...(signal ? { signal } : {}),
    });
    const text = await response.text();
    const seen = { status: response.status, headers: response.headers, text };
    this.contract.check(method, new URL(this.url + path).pathname, seen);
    const isJson = /json$/.test(response.headers.get("content-type") ?? "");
    const content = isJson && text !== "" ? JSON.parse(text) : undefined;
    return { ...seen, json: content as T, problem: content as Problem };
  }

  get<T = unknown>(path: string, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.send<T>("GET", path, { headers });
  }
  post<T = unknown>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send<T>("POST", path, { body });
  }
  put<T = unknown>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send<T>("PUT", path, { body });
  }
  delete(path: string): Promise<Answer<undefined>> {
    return this.send<undefined>("DELETE", path);
  }
}
