// What the bench uses of autocannon, which ships no types.
declare module "autocannon" {
  export type LoadRequest = {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: string;
    setupRequest?: (request: LoadRequest) => LoadRequest;
  };
  type Client = { setRequests(requests: LoadRequest[]): void };
  type Options = {
    url: string;
    connections: number;
    duration?: number;
    amount?: number;
    /** Seconds. */
    timeout: number;
    /** Milliseconds between looks at whether to stop. */
    sampleInt: number;
    setupClient(client: Client): void;
    verifyBody(body: string): boolean;
  };
  type Result = { errors: number; timeouts: number; mismatches: number; non2xx: number };
  type Run = PromiseLike<Result> & {
    on(event: "start", listener: () => void): void;
    on(
      event: "response",
      listener: (client: Client, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  };
  export default function autocannon(options: Options): Run;
}
