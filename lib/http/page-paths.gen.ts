// Made by `npm run routes` from the other app/**/route.ts; do not edit.
export const pageRoutes = [
  { pattern: "/choose-password/submit", methods: ["POST"] },
  { pattern: "/confirm-email/submit", methods: ["POST"] },
  { pattern: "/forgot-password/submit", methods: ["POST"] },
  { pattern: "/invitation/submit", methods: ["POST"] },
  { pattern: "/reset-password/submit", methods: ["POST"] },
  { pattern: "/sign-in/submit", methods: ["POST"] },
  { pattern: "/sign-out", methods: ["POST"] },
  { pattern: "/dashboard/current", methods: ["GET"] },
  { pattern: "/api/auth/[...nextauth]", methods: ["GET", "POST"] },
] as const;
