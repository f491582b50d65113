import path from "node:path";

/** @type {import("next").NextConfig} The same Next as the product's, found in the repository's node_modules. */
export default {
  poweredByHeader: false,
  turbopack: { root: path.join(import.meta.dirname, "../..") },
};
