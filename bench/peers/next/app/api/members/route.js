import { and, asc, eq } from "drizzle-orm";
import { getServerSession } from "next-auth";
import { authOptions } from "#peers/next/auth-options.js";
import { db, members, users } from "#peers/next/database.js";

export async function GET(request) {
  const session = await getServerSession(authOptions);
  if (!session) return Response.json({ error: "unauthorized" }, { status: 401 });
  const query = new URL(request.url).searchParams;
  const organizationId = query.get("organizationId") ?? "";
  const own = and(eq(members.organizationId, organizationId), eq(members.userId, session.user.id));
  const [caller] = await db.select().from(members).where(own);
  if (!caller) return Response.json({ error: "forbidden" }, { status: 403 });
  const inOrganization = eq(members.organizationId, organizationId);
  const [page, total] = await Promise.all([
    db
      .select({
        id: members.id,
        role: members.role,
        createdAt: members.createdAt,
        name: users.name,
        email: users.email,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(inOrganization)
      .orderBy(asc(members.createdAt), asc(members.id))
      .limit(Number(query.get("limit") ?? 25))
      .offset(Number(query.get("offset") ?? 0)),
    db.$count(members, inOrganization),
  ]);
  return Response.json({ members: page, total });
}
