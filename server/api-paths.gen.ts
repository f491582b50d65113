// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
export const apiPaths = [
  { pattern: "/healthz", methods: ["GET"], allowed: ["GET"] },
  { pattern: "/me", methods: ["GET"], allowed: ["GET"] },
  { pattern: "/me/password", methods: ["PUT"], allowed: ["PUT"] },
  { pattern: "/members", methods: ["GET", "POST"], allowed: ["GET", "POST"] },
  { pattern: "/members/[id]", methods: ["DELETE", "GET", "PUT"], allowed: ["DELETE", "GET", "PUT"] },
  { pattern: "/openapi.json", methods: ["GET"], allowed: ["GET"] },
  { pattern: "/org-units", methods: ["GET", "POST"], allowed: ["GET", "POST"] },
  { pattern: "/org-units/active", methods: ["GET", "POST"], allowed: ["GET", "POST"] },
  { pattern: "/org-units/[id]", methods: ["DELETE", "GET", "PUT"], allowed: ["GET", "PUT"] },
  { pattern: "/org-units/[id]/memberships", methods: ["GET"], allowed: ["GET"] },
  { pattern: "/org-units/[id]/memberships/[org_member_id]", methods: ["DELETE", "PUT"], allowed: ["DELETE", "PUT"] },
  { pattern: "/readyz", methods: ["GET"], allowed: ["GET"] },
  { pattern: "/settings/sessions", methods: ["DELETE", "GET"], allowed: ["DELETE", "GET"] },
  { pattern: "/settings/sessions/[id]", methods: ["DELETE"], allowed: ["DELETE"] },
  { pattern: "/settings/tokens", methods: ["GET", "POST"], allowed: ["GET", "POST"] },
  { pattern: "/settings/tokens/[id]", methods: ["DELETE"], allowed: ["DELETE"] },
] as const;
