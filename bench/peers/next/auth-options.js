import { DrizzleAdapter } from "@auth/drizzle-adapter";
import GitHub from "next-auth/providers/github";
import { db, sessions, users } from "./database.js";

/** With an adapter, next-auth keeps sessions in the database, so that they can be ended. */
export const authOptions = {
  adapter: DrizzleAdapter(db, { usersTable: users, sessionsTable: sessions }),
  providers: [GitHub({ clientId: "bench", clientSecret: "bench" })],
  callbacks: {
    session: ({ session, user }) => ({ ...session, user: { ...session.user, id: user.id } }),
  },
};
