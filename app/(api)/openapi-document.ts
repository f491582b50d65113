import { buildDocument } from "@/lib/http/openapi";
import { apiRoutes } from "./routes.gen";

// In reading order.
const tags = [
  { name: "Organization", description: "The organization that everything else belongs to." },
  {
    name: "Organizational Units",
    description:
      "Isolated parts of the organization, each with its own leads, events and rules, and which one is active.",
  },
  { name: "Members", description: "The people of the organization and their organization-level roles." },
  { name: "OU Memberships", description: "Who has access to which OU, and in which role." },
  { name: "Service Accounts", description: "Programs that work only in the active OU." },
  { name: "Events", description: "What leads did. Sent one by one or in batches, never changed." },
  { name: "Leads", description: "The people scored in the active OU." },
  { name: "Scores", description: "Each lead's score, its explanation and its history." },
  { name: "Rules", description: "What events and profile fields are worth in the active OU." },
  { name: "Messages", description: "Mail sent to members, with delivery results." },
  { name: "Webhooks", description: "Other systems that are told of what happens in the organization." },
  { name: "Access Tokens", description: "Your own personal access tokens." },
  {
    name: "Access Changes",
    description: "Changes of access: previewed, made all at once or not at all, recorded, and undone.",
  },
  {
    name: "Access Reviews",
    description:
      "Reviews of who has access to OUs: each membership is kept or removed, and closing makes the removals.",
  },
  { name: "Credentials", description: "A member's sessions and tokens, and the service accounts they created." },
  { name: "Your Account", description: "Your password, e-mail address and sessions." },
  { name: "Audit Log", description: "Who changed what and when, and the proof that nobody has changed the log." },
  { name: "Isolation", description: "How organizations and OUs are isolated, and whether it works." },
  { name: "Operations", description: "For operators: health, readiness, and this document." },
];

type Document = ReturnType<typeof buildDocument>;
let document: Document | undefined;

/** The OpenAPI 3.1 document of every route, for the current environment. */
export const currentDocument = (): Document => buildDocument(apiRoutes, tags);

/** The same, built once per process. */
export function openApiDocument(): Document {
  document ??= currentDocument();
  return document;
}
