import { z } from "zod";
import { isSender } from "./mail-address";
import { processWide } from "./process-wide";

/** A setting that the operator has to correct; its message says in one sentence what to set. */
export class ConfigError extends Error {}

const perSecond = z.coerce.number().int().min(1).max(1_000_000);
const secret = z.string().min(32, "must be 32 random characters or more");
const randomKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, "must be 32 random bytes in base64 (openssl rand -base64 32)");
const port = z.coerce.number().int().min(1).max(65_535);
const postgresUrl = z
  .string()
  .refine((value) => URL.canParse(value) && /^postgres(ql)?:/.test(value), "must be a postgres:// URL");

const postgresUrls = z
  .string()
  .transform((text) => text.split(",").map((url) => url.trim()))
  .pipe(z.array(postgresUrl));

// A page that came without TLS may be anybody's, unless it came from this machine.
const isOrigin = (text: string) =>
  URL.canParse(text) && new URL(text).origin === text && /^(https:|http:\/\/(localhost|127\.0\.0\.1)(:|$))/.test(text);
const origins = z
  .string()
  .transform((text) => text.split(",").map((origin) => origin.trim()))
  .refine((list) => list.every(isOrigin), "must be origins such as https://app.example.com, separated by commas");

/** Every variable the product reads. `.env.example` lists the same names; a test compares them. */
export const EnvSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: port.default(3000),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Who runs this installation, as the start page and the pages to sign in tell everyone. */
  OPERATOR_NAME: z.string().trim().min(1).max(80).optional(),
  NEXTAUTH_SECRET: secret.optional(),
  /** The one before, whose session cookies are still accepted. */
  NEXTAUTH_SECRET_OLD: secret.optional(),
  AUDIT_KEY: randomKey.optional(),
  /** Seals what has to be read again, and makes mailed links; derived from NEXTAUTH_SECRET if it is not set. */
  DATA_KEY: randomKey.optional(),
  /** The one before, which still opens what it has sealed. */
  DATA_KEY_OLD: randomKey.optional(),
  /** The former name of DATA_KEY. */
  WEBHOOK_KEY: randomKey.optional(),
  /** For tests and development: webhooks may go to this machine, and without TLS. */
  DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: z.enum(["on", "off"]).default("off"),
  /** Where each new checkpoint of an audit log is kept as a file, too. */
  AUDIT_CHECKPOINT_DIR: z.string().min(1).optional(),
  AUDIT_CHECKPOINT_MAIL: z.enum(["weekly", "off"]).default("off"),
  /** The origins whose pages may call the API with a token (lib/http/cors.ts). */
  CORS_ORIGINS: origins.optional(),
  /** How many of the operator's own reverse proxies are in front of the server and add to X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  DATABASE_URL: postgresUrl.optional(),
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  /** Streaming replicas of that database, which answer reads (db/replicas.ts). */
  DATABASE_REPLICA_URL: postgresUrls.optional(),
  /** How long a read waits for a replica to catch up with the primary. */
  DATABASE_REPLICA_WAIT_MILLISECONDS: z.coerce.number().int().min(1).max(5_000).default(50),
  /** Whether a start waits for a database that cannot be reached. */
  DATABASE_WAIT: z.enum(["on", "off"]).default("on"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  DATABASE_PREPARE: z.stringbool().default(true),
  /** How many jobs, mostly mail, this process runs at once; 0: none. */
  WORKER_CONCURRENCY: z.coerce.number().int().min(0).max(50).default(2),
  /** How many invitations of one organization are sent in an hour; the rest wait. */
  INVITATIONS_PER_HOUR: z.coerce.number().int().min(1).max(1_000_000).default(1000),
  RATE_LIMITS: z.enum(["on", "off"]).default("on"),
  /** How many requests a second one credential may send (contract §11). */
  RATE_READS_PER_SECOND: perSecond.default(100),
  RATE_WRITES_PER_SECOND: perSecond.default(25),
  RATE_INGEST_PER_SECOND: perSecond.default(50),
  /** How many seconds' worth of requests may come at once. */
  RATE_BURST_SECONDS: z.coerce.number().int().min(1).max(60).default(2),
  /** How many times a credential's rates an organization has for all its credentials together. */
  RATE_ORGANIZATION_FACTOR: z.coerce.number().int().min(1).max(1_000).default(5),
  DATA_DIR: z.string().min(1).default(".data"),
  /** Below this share of free space on the embedded database's disk, writes are refused; 0: never. */
  DISK_FREE_PERCENT: z.coerce.number().min(0).max(100).default(5),
  /** The most days that a session lasts, and the most without a request (contract §13). */
  SESSION_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  SESSION_IDLE_DAYS: z.coerce.number().int().min(1).max(365).default(7),
  /** For how many minutes after a sign-in sensitive actions don't ask for the password again (contract §13). */
  REAUTHENTICATION_MINUTES: z.coerce.number().int().min(1).max(1440).default(15),
  /** Whether /dashboard/design shows every component (docs/design.md). */
  DESIGN_PAGE: z.stringbool().default(false),
  /** Where /metrics is served, if a port is set; on another address than this machine's it needs a token. */
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().min(1).default("127.0.0.1"),
  METRICS_TOKEN: z.string().min(16, "must be 16 random characters or more").optional(),
  /** OpenTelemetry's own names: where traces are sent, if anywhere, with what headers, and what share of them. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default("leadvibe-admin"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(0.05),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  ORG_ADMIN_PASSWORD: z.string().optional(),
  RESEND_API_KEY: z
    .string()
    .regex(/^[!-~]+$/, "must be the key as Resend shows it")
    .optional(),
  MAIL_FROM: z
    .string()
    .refine(isSender, "must be an address, or a name and an address: Acme <no-reply@acme.example>")
    .optional(),
  RESEND_BASE_URL: z.url({ protocol: /^https?$/ }).default("https://api.resend.com"),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{24,}={0,2}$/, "must be the signing secret that Resend shows, whsec_…")
    .optional(),
});

// Not a rule of the schema, because there a fault in another variable would hide this one.
const mailFault = ({ RESEND_API_KEY, MAIL_FROM }: Record<string, unknown>) => {
  if (RESEND_API_KEY && !MAIL_FROM) return ["MAIL_FROM: must be set together with RESEND_API_KEY"];
  if (MAIL_FROM && !RESEND_API_KEY) return ["RESEND_API_KEY: must be set together with MAIL_FROM"];
  return [];
};

// An old key alone would seal what follows.
const keyFault = (present: Record<string, unknown>) =>
  ["NEXTAUTH_SECRET", "DATA_KEY"].flatMap((name) =>
    present[`${name}_OLD`] && !present[name] ? [`${name}_OLD: must be set together with ${name}`] : [],
  );

// Whoever can sign in could otherwise make the server call what only this machine may reach.
const loopbackFault = ({ DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK, APP_URL }: Record<string, unknown>) => {
  const isHere = !APP_URL || /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/?$/.test(String(APP_URL));
  return DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK === "on" && !isHere
    ? ["DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: must be off unless APP_URL is on this machine"]
    : [];
};

const metricsFault = ({ METRICS_HOST = "127.0.0.1", METRICS_TOKEN }: Record<string, unknown>) =>
  METRICS_TOKEN || /^(127\..*|::1|localhost)$/.test(String(METRICS_HOST))
    ? []
    : ["METRICS_TOKEN: must be set together with a METRICS_HOST that other machines reach"];

export type Env = z.output<typeof EnvSchema>;

let parsed: Env | undefined;

/**
 * The environment, parsed at the first call and then fixed. An empty variable counts as absent.
 * Throws ConfigError naming every variable that is missing or bad, and never its value, which may be a secret.
 */
export function env(): Env {
  if (!parsed) {
    const present = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
    const result = EnvSchema.safeParse(present);
    const issues = result.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
    const further = [mailFault, keyFault, loopbackFault, metricsFault].flatMap((faultOf) => faultOf(present));
    const faults = [...issues, ...further];
    if (!result.success || faults.length > 0) {
      throw new ConfigError(`Correct these environment variables (see .env.example): ${faults.join("; ")}.`);
    }
    parsed = Object.freeze(result.data);
  }
  return parsed;
}

/** Sets variables that the launcher itself provides, such as the embedded database's URL. */
export function provideEnv(values: Partial<Record<keyof Env, string>>): void {
  Object.assign(process.env, values);
  parsed = undefined;
}

/** Where browsers and links reach this installation, without a trailing slash. */
export function appUrl(): string {
  return (env().APP_URL ?? `http://localhost:${env().PORT}`).replace(/\/+$/, "");
}

/** The key that session cookies are encrypted with. Throws ConfigError if there is none. */
export function sessionKey(): string {
  const key = env().NEXTAUTH_SECRET;
  if (!key) {
    throw new ConfigError(
      "Set NEXTAUTH_SECRET to 32 random characters or more (openssl rand -base64 32), the same on every instance.",
    );
  }
  return key;
}

/** The key of session cookies, and the one before it if that is still accepted. Throws ConfigError if there is none. */
export function sessionKeys(): string[] {
  const old = env().NEXTAUTH_SECRET_OLD;
  return old ? [sessionKey(), old] : [sessionKey()];
}

/** The seed of the Ed25519 key that signs checkpoints of audit logs. Throws ConfigError if there is none. */
export function auditKey(): Buffer {
  const key = env().AUDIT_KEY;
  if (!key) {
    throw new ConfigError(
      "Set AUDIT_KEY to 32 random bytes in base64 (openssl rand -base64 32), the same on every instance.",
    );
  }
  return Buffer.from(key, "base64");
}

/** Where mail goes: to Resend, or into the local mailbox if no provider is configured. */
export function mailProvider(): "resend" | "local" {
  return env().RESEND_API_KEY === undefined ? "local" : "resend";
}

// Not an environment variable: whoever may set those could use it to make the links in messages readable.
const database = processWide("database", () => ({ isEmbedded: false }));

/** Notes whether this process works on the embedded database, once it has started it. */
export function noteEmbedded(isEmbedded: boolean): void {
  database.isEmbedded = isEmbedded;
}

/** Whether the database is the embedded default, not one of the operator's own. */
export function isEmbedded(): boolean {
  return database.isEmbedded;
}
