import { type Entry, freshEmail, nonStrings, unstorable } from "@/e2e/matrix";
import { seedEmailChange, seededPassword, seedPassword, seedSessionId } from "@/e2e/seed";

const tooLong = "x".repeat(257);

export const accountEntries: Entry[] = [
  {
    id: "changePassword",
    method: "PUT",
    success: 204,
    request: async (_world, caller) => {
      await seedPassword(caller.org_member_id);
      return { path: "/me/password", body: { current_password: seededPassword, new_password: "an entirely new one" } };
    },
    fields: {
      current_password: { required: true, bad: [...nonStrings, ...unstorable, tooLong, "not the password"] },
      new_password: {
        required: true,
        bad: [...nonStrings, ...unstorable, tooLong, "", "eleven char", "ada lovelace"],
        good: [
          "mauve-kettle",
          `${"mauve kettle".repeat(8)} and a lighthouse`.padEnd(256, "."),
          "🚀🌍🎈🐙🍋🔑🎻🌵🦊🧊🪁🥁",
          "' or 1=1 -- harpoon",
        ],
      },
    },
  },
  {
    id: "reauthenticate",
    method: "POST",
    success: 204,
    request: async (_world, caller) => {
      await seedPassword(caller.org_member_id);
      return { path: "/me/reauthenticate", body: { password: seededPassword } };
    },
    fields: { password: { required: true, bad: [...nonStrings, ...unstorable, tooLong, "not the password"] } },
  },
  { id: "readOwnEmail", method: "GET", success: 200, request: () => ({ path: "/me/email" }) },
  {
    id: "changeEmail",
    method: "POST",
    success: 202,
    request: async (_world, caller) => {
      await seedPassword(caller.org_member_id);
      return { path: "/me/email", body: { email: freshEmail(), current_password: seededPassword } };
    },
    fields: {
      email: { required: true, bad: [...nonStrings, "", "ada", "ada@", "a b@example.com", "a@b.com\r\nBcc: c@d.com"] },
      current_password: { required: true, bad: [...nonStrings, ...unstorable, tooLong, "not the password"] },
    },
  },
  {
    id: "cancelEmailChange",
    method: "DELETE",
    success: 204,
    request: async ({ org }, caller) => {
      await seedEmailChange(org.org_id, caller.org_member_id);
      return { path: "/me/email" };
    },
  },
  { id: "listSessions", method: "GET", success: 200, request: () => ({ path: "/settings/sessions" }) },
  {
    id: "endOtherSessions",
    method: "DELETE",
    success: 204,
    request: async ({ org }, caller) => {
      await seedSessionId(org.org_id, caller.org_member_id);
      return { path: "/settings/sessions" };
    },
  },
  {
    id: "endSession",
    method: "DELETE",
    success: 204,
    request: async ({ org }, caller) => ({
      path: `/settings/sessions/${await seedSessionId(org.org_id, caller.org_member_id)}`,
    }),
    ids: [
      {
        at: "path",
        kind: "session",
        request: (_world, id) => ({ path: `/settings/sessions/${id}` }),
        own: ({ org }, caller) => seedSessionId(org.org_id, caller.org_member_id),
        otherwise: { status: 404, code: "session_not_found" },
      },
    ],
  },
];
