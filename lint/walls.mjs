// What may import what. `npm run walls` makes lint/walls.gen.json of this table, which biome.json extends; a test fails when
// it is out of date. A file in `except` passes that one wall, and has to respect all others of its room.

/** The rooms and their files. Of two that hold a file, the later counts. */
export const rooms = {
  all: "**",
  app: "app/**",
  components: "components/**",
  domain: "domain/**",
  schemas: "domain/*/{schema,*-schema,policy}.ts",
  lib: "lib/**",
  http: "lib/http/**",
  emails: "emails/**",
  db: "db/**",
  server: "server/**",
  e2e: "e2e/**",
  sdk: "sdk/**",
  tests: "**/*.test.ts",
};

const product = ["app", "components", "domain", "schemas", "lib", "http", "emails", "db", "server"];
const outsideDb = product.filter((room) => room !== "db");

/** A look-up of db/ that knows no organization yet, and the only files that may import it. */
const lookUp = (file, except) => ({
  rooms: outsideDb,
  refuses: [`@/db/${file}`],
  says: `Few files may look up beyond one organization; lint/walls.mjs names those of @/db/${file}. Use @/db/scope.`,
  except,
});

/**
 * Each wall: in which rooms, what it refuses (gitignore-style), and where the code belongs instead.
 * @type {{ rooms: string[], refuses: string[], says: string, except?: string[] }[]}
 */
export const walls = [
  {
    rooms: Object.keys(rooms),
    refuses: ["../**"],
    says: "Import across folders as @/room/file; ./ is for the same folder.",
  },
  {
    rooms: product,
    refuses: ["@/testing/**", "@/e2e/**", "@/bench/**", "@/lint/**"],
    says: "The product knows no tests: put what both need into lib/ or domain/.",
  },
  {
    rooms: ["app", "components"],
    refuses: ["next/link"],
    says: "Use Link of @/components/ui/link: Next would prefetch every page, each read for its visitor.",
    except: ["components/ui/link.tsx"],
  },

  {
    rooms: outsideDb,
    refuses: ["postgres", "drizzle-orm/postgres-js", "drizzle-orm/postgres-js/**"],
    says: "Only db/ speaks to a pool: go through withScope of @/db/scope.",
  },
  {
    rooms: outsideDb,
    refuses: ["@/db/client", "@/db/transaction"],
    says: "The pool stays inside db/: use withScope of @/db/scope.",
  },
  lookUp("system", [
    "app/(api)/readyz/route.ts",
    "domain/tokens/create-token-for.ts",
    "server/backup/verify-restored.ts",
    "server/cli/run-command.ts",
    "server/cli/worker.ts",
    "server/demo/seed.ts",
    "server/main.ts",
  ]),
  lookUp("sign-in", [
    "domain/account-links/use-link.ts",
    "domain/account/request-password-reset.ts",
    "domain/mail/deliver-message.ts",
    "domain/sessions/attempt-limits.ts",
    "domain/sessions/note-failed-sign-in.ts",
    "domain/sessions/verify-sign-in.ts",
  ]),
  lookUp("message-scope", [
    "domain/mail/deliver-message.ts",
    "domain/mail/note-attempt.ts",
    "domain/mail/receive-report.ts",
    "domain/mail/stored-message.ts",
  ]),
  lookUp("audit-sealing", [
    "domain/audit-log/check-log.ts",
    "domain/audit-log/keep-checkpoint.ts",
    "domain/audit-log/mail-checkpoint.ts",
    "domain/audit-log/seal-entries.ts",
    "domain/audit-log/seal.ts",
    "domain/audit-log/sign-checkpoint.ts",
  ]),
  lookUp("enter", [
    "domain/access/authenticate.ts",
    "lib/http/declaration.ts",
    "lib/http/guarded.ts",
    "lib/http/idempotency.ts",
    "lib/http/operation.ts",
  ]),
  lookUp("enter-and-read", ["lib/http/guarded.ts"]),
  lookUp("enter-together", ["lib/http/guarded.ts"]),
  lookUp("as-operator", []),
  lookUp("figures", ["server/metrics-host.ts"]),
  lookUp("operated-organizations", [
    "server/cli/org-delete.ts",
    "server/cli/org-list.ts",
    "server/cli/org-resume.ts",
    "server/cli/org-suspend.ts",
  ]),
  lookUp("delete-organization", ["server/cli/org-delete.ts"]),
  lookUp("export-organization", ["domain/moving/move-organization.ts", "domain/moving/write-file.ts"]),
  lookUp("import-organization", ["domain/moving/move-organization.ts", "domain/moving/read-file.ts"]),
  lookUp("base-backup", ["server/backup/back-up.ts", "server/backup/restore.ts"]),
  lookUp("check-restored", ["server/backup/verify-restored.ts"]),
  lookUp("reseal", ["domain/webhooks/reseal-secrets.ts"]),
  lookUp("ending-memberships", ["domain/access-changes/end-memberships.ts"]),
  {
    rooms: product,
    refuses: ["@/domain/access/mint", "./mint"],
    says: "Nobody mints an actor but the look-ups of db/ and domain/access/operator.ts: take the request's actor.",
    except: ["db/enter.ts", "db/select-unit.ts", "db/sign-in.ts", "db/system.ts", "domain/access/operator.ts"],
  },
  {
    rooms: product,
    refuses: ["@/domain/access/operator", "./operator"],
    says: "Few files act without a credential; lint/walls.mjs names them. Take the request's actor.",
    except: [
      "domain/access-changes/end-memberships.ts",
      "domain/access-reviews/remind.ts",
      "domain/account/request-password-reset.ts",
      "domain/audit-log/mail-checkpoint.ts",
      "domain/invitations/redeem-initial-password.ts",
      "domain/organizations/operations.ts",
      "domain/scores/recompute.ts",
      "domain/sessions/begin-session.ts",
      "domain/sessions/note-failed-sign-in.ts",
      "domain/webhooks/claim.ts",
      "domain/webhooks/disable.ts",
    ],
  },

  {
    rooms: ["app"],
    refuses: ["drizzle-orm", "drizzle-orm/**", "@/db/**", "!@/db/system"],
    says: "app/ has no SQL: call an operation of @/domain.",
  },
  {
    rooms: ["app"],
    refuses: ["@/server/**"],
    says: "server/ runs the app, which knows nothing of it: put what both need into lib/http/.",
  },
  {
    rooms: ["components"],
    refuses: ["drizzle-orm", "drizzle-orm/**", "@/db/**", "@/emails/**", "@/server/**", "@/app/**"],
    says: "components/ draws: it takes data as props.",
  },
  {
    rooms: ["components"],
    refuses: ["@/domain/*/*", "!@/domain/*/schema", "!@/domain/*/*-schema", "!@/domain/*/policy"],
    says: "components/ imports only a domain's schema and policy.",
  },
  {
    rooms: ["domain", "schemas", "lib", "http", "db"],
    refuses: ["next", "next/**", "react", "react/**", "react-dom", "react-dom/**"],
    says: "Only app/, components/ and emails/ know Next or React: put it there.",
  },
  {
    rooms: ["domain", "schemas"],
    refuses: ["@/app/**", "@/components/**", "@/server/**"],
    says: "The domain knows nobody above it: pass what it needs as an argument.",
  },
  {
    rooms: ["schemas"],
    refuses: ["@/db/**", "@/emails/**", "drizzle-orm", "drizzle-orm/**", "./operations", "./present"],
    says: "Schemas and policies are read by the browser too: nothing of the server in them.",
  },
  {
    rooms: ["lib", "http"],
    refuses: ["@/app/**", "@/components/**", "@/emails/**", "@/server/**", "drizzle-orm", "drizzle-orm/**"],
    says: "lib/ is plumbing that the other rooms use, and uses none of them.",
  },
  {
    rooms: ["lib"],
    refuses: ["@/domain/**", "@/db/**"],
    says: "lib/ knows no noun and no table: put it into domain/ or db/.",
  },
  {
    rooms: ["http"],
    refuses: [
      "@/domain/**",
      "!@/domain/access/*",
      "@/db/**",
      "!@/db/enter",
      "!@/db/enter-and-read",
      "!@/db/enter-together",
      "!@/db/idempotency",
      "!@/db/rate-reports",
      "!@/db/scope",
    ],
    says: "lib/http/ lets a request enter in its actor's scope, and knows nothing else of domain/ and db/.",
  },
  {
    rooms: ["emails"],
    refuses: ["@/**", "!@/lib/**", "next", "next/**", "drizzle-orm", "drizzle-orm/**", "resend"],
    says: "An e-mail is a component of its facts and neither reads nor sends: @/domain does, with @/db and @/lib/mailer.",
  },
  {
    rooms: ["emails"],
    refuses: ["@react-email/components", "@react-email/tailwind"],
    says: "Import each part by its own package: all of them together take most of a second to load.",
  },
  {
    rooms: ["db"],
    refuses: ["@/domain/**", "!@/domain/access/actor", "!@/domain/access/active-unit", "!@/domain/access/mint"],
    says: "db/ knows rows and for whom they are read, not what the product does with them: put it into domain/.",
  },
  {
    rooms: ["db"],
    refuses: ["@/app/**", "@/components/**", "@/emails/**", "@/server/**"],
    says: "db/ knows nobody above it: pass what it needs as an argument.",
  },
  {
    rooms: ["server"],
    refuses: ["@/app/**", "!@/app/(api)/routes.gen", "@/components/**"],
    says: "server/ reaches routes only through app/(api)/routes.gen.ts.",
  },
  {
    rooms: ["sdk"],
    refuses: ["@/**", "!@/sdk/**", "!@/lib/**", "@/lib/http/**", "@/lib/auth/**", "@/lib/env"],
    says: "The package is published: it speaks HTTP, and takes from lib/ only what needs no server.",
  },
  {
    rooms: ["e2e"],
    refuses: ["@/**", "!@/e2e/**", "!@/testing/**"],
    says: "e2e/ speaks HTTP; what it seeds goes through e2e/seed.ts.",
  },
];
