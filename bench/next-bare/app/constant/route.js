// What Next's request path costs when the handler does nothing. JavaScript, so that Next writes no tsconfig.json here.
export const dynamic = "force-dynamic";

const answer = () => Response.json([{ unit_id: "unit_emea", name: "EMEA Sales", is_default: false }]);

export const GET = answer;
export const POST = answer;
