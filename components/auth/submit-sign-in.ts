import { submitForm } from "./submit-form";

export type Organization = { org_id: string; name: string };

/** The answer to a sign-in step: where to go next, the organizations to choose from, or a refusal's code. */
export type SignInAnswer = { url?: string; organizations?: Organization[]; code?: string };

/** Submits one step of signing in. */
export const submitSignIn = (fields: Record<string, string>): Promise<SignInAnswer> =>
  submitForm<SignInAnswer>("/sign-in/submit", fields);
