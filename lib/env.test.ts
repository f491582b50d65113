import fs from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { appUrl, ConfigError, EnvSchema, env, mailProvider, provideEnv } from "./env";

describe(".env.example", () => {
  const lines = fs.readFileSync(".env.example", "utf8").split("\n");
  const settings = lines.flatMap((line) => {
    const [, name = "", value = ""] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name ? [{ name, value }] : [];
  });

  test("lists exactly the variables that the product reads", () => {
    expect(settings.map(({ name }) => name).sort()).toEqual(Object.keys(EnvSchema.shape).sort());
  });

  test("says of each paragraph what it is for", () => {
    const paragraphs = lines.join("\n").trim().split("\n\n");
    for (const paragraph of paragraphs) expect(paragraph).toMatch(/^# /);
  });

  test("shows the defaults", () => {
    const shown = Object.fromEntries(
      settings.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]),
    );
    expect(EnvSchema.parse(shown)).toEqual(EnvSchema.parse({}));
    const empty = settings.filter(({ value }) => value === "").map(({ name }) => name);
    for (const name of empty) expect(EnvSchema.parse({})).not.toHaveProperty(name);
  });
});

describe("env", () => {
  test("counts an empty variable as absent", () => {
    provideEnv({ PORT: "", DATABASE_URL: "", DATA_DIR: "" });
    expect(env()).toMatchObject({ PORT: 3000, DATA_DIR: ".data" });
    expect(env().DATABASE_URL).toBeUndefined();
  });

  test("names every bad variable at once, and never its value", () => {
    const bad = { PORT: "secret-port", DATABASE_URL: "mysql://u:secret-word@h/d", LOG_LEVEL: "secret-level" };
    provideEnv(bad);
    let message = "";
    try {
      env();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      message = (error as Error).message;
    }
    for (const name of Object.keys(bad)) expect(message).toContain(`${name}: `);
    expect(message).not.toContain("secret");
    provideEnv({ PORT: "", DATABASE_URL: "", LOG_LEVEL: "" });
  });

  test.each(["0", "65536", "80.5", "-1", "http"])("refuses %s as a port", (port) => {
    provideEnv({ PORT: port });
    expect(() => env()).toThrow(ConfigError);
    provideEnv({ PORT: "" });
  });

  test("cannot be changed by whoever reads it", () => {
    expect(Object.isFrozen(env())).toBe(true);
  });
});

test("appUrl is APP_URL without a trailing slash, else the port on localhost", () => {
  provideEnv({ APP_URL: "https://admin.example.com/", PORT: "4000" });
  expect(appUrl()).toBe("https://admin.example.com");
  provideEnv({ APP_URL: "" });
  expect(appUrl()).toBe("http://localhost:4000");
});

test("webhooks may go to this machine only where it is the whole installation", () => {
  const on = { DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: "on" };
  for (const APP_URL of ["", "http://localhost:3000", "http://127.0.0.1"]) {
    provideEnv({ ...on, APP_URL });
    expect(env().DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK).toBe("on");
  }
  for (const APP_URL of ["https://admin.example", "http://localhost.evil.example"]) {
    provideEnv({ ...on, APP_URL });
    expect(env).toThrow("DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: must be off");
  }
  provideEnv({ DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: "", APP_URL: "" });
});

test("metrics are served to other machines only with a token", () => {
  provideEnv({ METRICS_HOST: "0.0.0.0", METRICS_TOKEN: "" });
  expect(env).toThrow("METRICS_TOKEN: must be set");
  provideEnv({ METRICS_HOST: "0.0.0.0", METRICS_TOKEN: "sixteen letters!" });
  expect(env().METRICS_HOST).toBe("0.0.0.0");
  provideEnv({ METRICS_HOST: "", METRICS_TOKEN: "" });
  expect(env().METRICS_HOST).toBe("127.0.0.1");
});

test("the origins of other sites are read as a list, and anything but an origin is refused", () => {
  provideEnv({ CORS_ORIGINS: "https://app.example.com, http://localhost:5173" });
  expect(env().CORS_ORIGINS).toEqual(["https://app.example.com", "http://localhost:5173"]);
  for (const bad of [
    "*",
    "null",
    "app.example.com",
    "https://app.example.com/",
    "http://app.example.com",
    "https://a.b,",
  ]) {
    provideEnv({ CORS_ORIGINS: bad });
    expect(env).toThrow("CORS_ORIGINS: must be origins");
  }
  provideEnv({ CORS_ORIGINS: "" });
});

describe("mail", () => {
  const none = { RESEND_API_KEY: "", MAIL_FROM: "", RESEND_WEBHOOK_SECRET: "" };
  afterEach(() => provideEnv(none));

  test("is kept locally without a key, and sent with a key and a sender", () => {
    provideEnv(none);
    expect(mailProvider()).toBe("local");
    provideEnv({ RESEND_API_KEY: "re_secret", MAIL_FROM: "Acme <no-reply@acme.example>" });
    expect(mailProvider()).toBe("resend");
  });

  test.each([
    [{ RESEND_API_KEY: "re_secret" }, "MAIL_FROM: "],
    [{ MAIL_FROM: "no-reply@acme.example" }, "RESEND_API_KEY: "],
    [{ RESEND_API_KEY: "re_secret", MAIL_FROM: "Acme" }, "MAIL_FROM: "],
    [{ RESEND_API_KEY: "re_secret", MAIL_FROM: "a@acme.example\r\nBcc: b@acme.example" }, "MAIL_FROM: "],
    [{ RESEND_API_KEY: "re_secret", MAIL_FROM: "Acme, Inc <a@acme.example>" }, "MAIL_FROM: "],
    [{ RESEND_API_KEY: "re_secret\r\nX: y", MAIL_FROM: "no-reply@acme.example" }, "RESEND_API_KEY: "],
    [{ RESEND_WEBHOOK_SECRET: "secret" }, "RESEND_WEBHOOK_SECRET: "],
  ])("refuses %j, naming the variable and no value", (values, named) => {
    provideEnv(values);
    expect(() => env()).toThrow(ConfigError);
    expect(() => env()).toThrow(named);
    expect(() => env()).not.toThrow(/re_secret|: secret/);
  });
});
