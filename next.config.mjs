/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres"],
  typescript: { ignoreBuildErrors: true }, // `npm test` runs tsc over everything, once
  turbopack: { root: import.meta.dirname },
};
