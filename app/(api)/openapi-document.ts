import { buildDocument } from "@/lib/http/openapi";
import { apiRoutes } from "./routes.gen";

// In the order in which a reader meets them.
const tags = [
  {
    name: "Organizational Units",
    description: "Units with leads, events and rules of their own, and which one is active.",
  },
  { name: "Members", description: "The people of the organization and their organization-level roles." },
  { name: "OU Memberships", description: "Who reaches which unit, and in which role." },
  { name: "Service Accounts", description: "Programs that work in the active OU, and in no other." },
  { name: "Events", description: "What leads did: sent one by one or in batches, never changed." },
  { name: "Leads", description: "The people that the active OU keeps scores of." },
  { name: "Scores", description: "What each lead's score is, why, and how it came about." },
  { name: "Rules", description: "What events and profile fields are worth in the active OU." },
  { name: "Messages", description: "The mail that the product has sent, and what became of it." },
  { name: "Access Tokens", description: "Your own personal access tokens." },
  { name: "Credentials", description: "What acts as a member, and what they have made that acts by itself." },
  { name: "Your Account", description: "Your password, and the browsers that you are signed in with." },
  { name: "Isolation", description: "What keeps organizations and units apart, and whether it does." },
  { name: "Operations", description: "For operators: is it up, is it ready, and this document." },
];

type Document = ReturnType<typeof buildDocument>;
let document: Document | undefined;

/** The OpenAPI 3.1 document of every route there is; made once a process. */
export function openApiDocument(): Document {
  document ??= buildDocument(apiRoutes, tags);
  return document;
}
