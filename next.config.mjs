import { hashSources } from "./server/build.mjs";

// Their paths contain a secret (lib/auth/account-link.ts), and `npm run dev` would log it.
const LINK_PAGES = /^\/(invitation|choose-password|reset-password|confirm-email)\//;

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  // The same sources are the same build, on whichever machine: otherwise a page loads anew when another server answers it.
  generateBuildId: hashSources,
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres"],
  images: { unoptimized: true }, // no page needs it, and /_next/image would fetch any URL
  logging: { incomingRequests: { ignore: [LINK_PAGES] } },
  typescript: { ignoreBuildErrors: true }, // `npm test` runs tsc over everything, once
  // Where pages of an OU were before its slug was in their address; `-` stands for the active OU's.
  redirects: async () =>
    [
      ["/unit", ""],
      ["/leads/:path*", "/leads/:path*"],
      ["/rules", "/rules"],
      ["/integrations", "/integrations"],
    ].map(([from, to]) => ({ source: `/dashboard${from}`, destination: `/dashboard/ou/-${to}`, permanent: false })),
  headers: async () => [
    { source: "/_next/static/:path*", headers: [{ key: "X-Content-Type-Options", value: "nosniff" }] },
  ],
  experimental: {
    turbopackFileSystemCacheForBuild: false, // CI and images build afresh: 200 MB written and never read
    turbopackSourceMaps: false, // 120 MB, of which browsers get none and Node reads none
    // Otherwise each start loads every page and the API's routes, which the API's own host serves (decision 077).
    preloadEntriesOnStart: false,
    useOffline: true, // otherwise changing a filter while offline ends on the browser's own error page
    staleTimes: { static: 30 }, // how long a page that was read ahead may be shown, in seconds; the least that Next takes
  },
  // React has it itself; the shim is for versions before 18.
  turbopack: { root: import.meta.dirname, resolveAlias: { "use-sync-external-store/shim": "react" } },
};
