import { toNextJsHandler } from "better-auth/next-js";
import { auth } from "#peers/better-auth.js";

export const { GET, POST } = toNextJsHandler(auth);
