import { linkForm, signInAndGoOn } from "@/app/(auth)/link-form";
import { acceptInvitation } from "@/domain/invitations/accept-invitation";
import type { FirstPasswordLink } from "@/domain/invitations/find-invitation";
import { AcceptInvitationFields } from "@/domain/invitations/schema";
import { provenanceOf } from "@/lib/auth/client";
import { validate } from "@/lib/http/validate";

/** Takes the form of an invitation's page: accepts it and signs the browser in. */
export const submitFirstPassword = (kind: FirstPasswordLink) =>
  linkForm({
    kind,
    act: async (request, { token, first_name, last_name, password }) => {
      const { token: link, ...input } = validate(AcceptInvitationFields, { token, first_name, last_name, password });
      return signInAndGoOn(request, await acceptInvitation(kind, link, input, provenanceOf(request)));
    },
    kept: ({ first_name: first = "", last_name: last = "" }) => ({
      first: first.slice(0, 200),
      last: last.slice(0, 200),
    }),
    failure: "an invitation was not accepted",
  });
