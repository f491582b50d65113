// Made of the API's document by npm run sdk:types. Do not edit.
export interface paths {
    "/.well-known/oauth-protected-resource/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how MCP clients authenticate (RFC 9728)
         * @description There is no authorization server: clients send a personal access token that a member has made.
         */
        get: operations["getMcpMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of access in your organization
         * @description Newest first, one page at a time: 50 without a `limit`. OU admins see what concerns their OUs. A membership that ends by itself is not an access change; the audit log has it.
         */
        get: operations["listAccessChanges"];
        put?: never;
        /**
         * Change the access of many members, all at once or not at all
         * @description 1 to 10,000 items, counted after filters expand. With `dry_run`, 200 with what would happen, and nothing changes. Otherwise 201, or 200 if nothing had to change. One refused item refuses all: 409 `change_refused`, with the same `diff` in the problem. Two items about the same membership, role or status are a 400. OU admins may grant and revoke in their OUs; the rest is for org admins. Each member with new access gets one mail. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["changeAccess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a change of access with its items
         * @description OU admins see the items that concern their OUs.
         */
        get: operations["getAccessChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-changes/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a change of access
         * @description Makes a new change that restores what was before. Ended sessions and tokens stay ended, which the items say. If an item has changed since, 409 `change_superseded` lists it in `items`, with its state `now`; with `skip_superseded` the others are undone. OU admins may undo changes that concern only their OUs. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["undoAccessChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a section of the access matrix: who has which role in which Organizational Unit
         * @description Members by name are the rows, and the OUs that you administer the columns, in the order of `GET /org-units`. The filters are those of `GET /members`, and `unit_search` for the columns. A section has at most 10,000 cells, rows times columns. Change what it shows with `POST /access-changes`.
         */
        get: operations["getAccessMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-matrix/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the access matrix as a CSV or JSON file
         * @description Streams every member that matches, with their roles in every OU that matches. The CSV is written as that of `GET /members/export`, with a column for each OU. If the connection breaks, the file is incomplete.
         */
        get: operations["exportAccessMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the reviews of who has access
         * @description Newest first, one page at a time: 50 without a `limit`. OU admins see the reviews of their OUs, and only what concerns those.
         */
        get: operations["listAccessReviews"];
        put?: never;
        /**
         * Start a review of who has access to Organizational Units
         * @description Takes down every membership that the OUs have now, up to 10,000, each an item to keep or remove. Nothing changes until the review is closed. The reviewers are the admins of each OU, or those of them who are named; org admins may decide everything. Reviewers get a mail now, three days before it is due, and when it is overdue. For org admins.
         */
        post: operations["startAccessReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a review of access, and what closing it has done or would do
         * @description OU admins see the part that concerns their OUs, and its numbers.
         */
        get: operations["getAccessReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-reviews/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a review and make its removals
         * @description The removals are one access change, which can be undone. A membership that has changed since the review started (another role, another end, or granted anew) is not removed, and what is undecided stays; `outcomes` and the items say so. With `dry_run`, nothing changes. For org admins.
         */
        post: operations["closeAccessReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-reviews/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export a review as a CSV or JSON file
         * @description Streams the items of `GET /access-reviews/{id}/items`; once the review is closed, this is its report. The CSV is written as that of `GET /members/export`. If the connection breaks, the file is incomplete.
         */
        get: operations["exportAccessReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-reviews/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the memberships under review, as they were when it started, with their decisions
         * @description By OU, then by name. OU admins see those in their OUs. Returns the whole list unless `limit` or `cursor` asks for a page.
         */
        get: operations["listAccessReviewItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-reviews/{id}/items/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decide whether a membership is to stay
         * @description May be changed until the review closes. For the reviewers of its OU and for org admins. Nobody but an org admin decides about their own access.
         */
        put: operations["decideAccessReviewItem"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-reviews/{id}/keep-remaining": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep every membership that is undecided and that you may decide
         * @description All at once, or none if another number is left than you saw.
         */
        post: operations["keepRemainingAccess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Who changed what, newest first, one page at a time. Org admins see every entry, OU admins those of their OUs, and everybody those by or about themselves. Reading the log leaves no entry. Names are as they were at the time; those of an erased person are null.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the newest checkpoint of the audit log
         * @description The state of the log at one time, in a few lines. Keep some checkpoints where nobody who runs this installation can change them. `npm run audit:verify` compares an export with them.
         */
        get: operations["getAuditCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log as JSON lines or CSV
         * @description Streams the sealed entries, oldest first, for `npm run audit:verify`. Entries are sealed within a minute. Get the checkpoint first, so that it covers nothing that the export lacks. The export is recorded in the log too. If the connection breaks, the file is incomplete.
         */
        get: operations["exportAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the public keys of the audit log
         * @description The keys that have signed its checkpoints, newest first. Keep a copy elsewhere: it proves more than a key that you get here later.
         */
        get: operations["getAuditKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that the process is up */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ingest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event, or up to 1,000 at once
         * @description An unknown alias creates a lead; aliases of two leads merge them into the older one. Scores are up to date when the answer arrives. An array is a batch: its valid items are stored in one transaction, and the results are in the order of the items. The body may be up to 8 MB.
         */
        post: operations["ingest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/isolation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what isolates organizations and OUs
         * @description Every table with its row-level security policies, from the database's own catalog. Rows of OUs are counted in the active OU, if there is one.
         */
        get: operations["getIsolation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/isolation/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check that organizations and OUs are isolated
         * @description Asks the database for rows that it must not show: without a scope, of other organizations, and of OUs other than the active one. It changes nothing.
         */
        post: operations["checkIsolation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the leads of the active OU
         * @description Highest score first, unless `sort` says otherwise. Page numbers work up to the 10,000th lead; the `Link` header works at any depth. With a filter, leads are counted up to 10,000: beyond that, `total` is 10,000 and `X-Total-Exact` is false.
         */
        get: operations["listLeads"];
        put?: never;
        /**
         * Create a lead
         * @description With its owner, profile and aliases. An alias of another lead in the OU is refused.
         */
        post: operations["createLead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/leads/{leadID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a lead, with its profile, aliases and latest events */
        get: operations["getLead"];
        /**
         * Set a lead's owner, profile and aliases
         * @description Replaces each field you send as a whole; the others stay. The score is updated.
         */
        put: operations["updateLead"];
        post?: never;
        /**
         * Erase a person
         * @description Deletes the lead with all its data in this OU: merged leads, events, aliases, scores, history, and answers stored for an `Idempotency-Key`.
         */
        delete: operations["eraseLead"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/leads/{leadID}/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a lead's score */
        get: operations["getLeadScore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read your own account
         * @description Includes the active OU, or null if there is none or you have no access to it.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read your e-mail address and any unconfirmed new one */
        get: operations["readOwnEmail"];
        put?: never;
        /**
         * Change your e-mail address
         * @description Mails a link to the new address, valid for a day. Nothing changes until you open it and confirm; then both addresses are notified. Sessions and access tokens stay.
         */
        post: operations["changeEmail"];
        /**
         * Cancel a change of your e-mail address
         * @description The mailed link stops working. Without a pending change, nothing happens.
         */
        delete: operations["cancelEmailChange"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your password
         * @description Your other sessions end immediately; access tokens stay. The new password has 12 to 256 characters of any kind and must be harder to guess than an initial one: four or more unrelated words will do. Ten wrong passwords lock this for a while.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/reauthenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm your password
         * @description After a `reauthentication_required` refusal. The session may then do what was refused, for a limited time. Ten wrong passwords lock this for a while. Access tokens are never asked.
         */
        post: operations["reauthenticate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all members in your organization
         * @description Oldest first. Returns the whole list unless `limit` or `cursor` asks for a page. Callers who are not org admins see only memberships in OUs that they can access themselves.
         */
        get: operations["listMembers"];
        put?: never;
        /**
         * Add a new member to your organization
         * @description An invitation email is sent automatically; until they accept it, the member is `invited`. The password is never returned, and works once: on the sign-in page, to choose one of their own. Passwords have 12 to 256 characters of any kind. Those that are easy to guess are refused: common passwords, repetitions and sequences, and anything based on the member's name, e-mail address or organization, or on the product's name. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["createMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite many members at once
         * @description Up to 1,000 members with one org role and the same OU memberships, unless a row has its own. Each gets an invitation by e-mail and has no password until they choose one. Results are in the order of the rows. Invalid rows and addresses of existing members are reported and don't block the rest; neither do addresses that have been sent enough invitations (`refused`, with `retry_after`). The same call can be repeated safely after a failure. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["inviteMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/batch-resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite many members again at once
         * @description Up to 10,000 members, by their ids or by a filter. Earlier links of those who are sent a new one stop working, and invitations that wait for an admin are confirmed. With `dry_run`, nothing is sent. Members who are not invited are reported and don't block the rest; neither do addresses that were sent an invitation in the last 60 seconds or enough of them for now (`refused`, with `retry_after`). To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["resendInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/batch-update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the names and org roles of many members at once
         * @description Up to 1,000 members, by e-mail address; absent fields stay. Results are in the order of the rows. Invalid rows and addresses that belong to nobody are reported and don't block the rest. The roles are one access change: if one of them may not change, 409 `change_refused` and nothing changes; with `dry_run` such rows are `refused`. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["updateMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export members as a CSV or JSON file
         * @description Streams every member that matches the filters of `GET /members`. In CSV, the first line names the fields, lines end with CR LF, and a field that a spreadsheet would run as a formula starts with an apostrophe. If the connection breaks, the file is incomplete.
         */
        get: operations["exportMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a member */
        get: operations["getMember"];
        /**
         * Replace a member's name, email and organization-level role
         * @description Org admins can change every member; other members only their own first and last name. A change of address is mailed to the old and the new one, and a member who is still invited gets a new invitation. With `end_created`, a role other than admin also ends what they created. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        put: operations["updateMember"];
        post?: never;
        /**
         * Remove a member from your organization
         * @description Access, sessions and tokens end immediately. With `end_created`, what they created ends too. A session that entered its password a while ago has to confirm it first; an access token does not.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a member created that outlives them
         * @description What `end_created` ends: their service accounts in any OU, and their invitations that have not been accepted.
         */
        get: operations["getCreated"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a member's credentials
         * @description Their active sessions, their access tokens, and the service accounts that they created in any OU.
         */
        get: operations["getCredentials"];
        put?: never;
        post?: never;
        /**
         * End all of a member's credentials
         * @description Ends sessions, access tokens and the service accounts they created, from the next request on. Links that would change their password or address stop working too. The member stays and can sign in again with their password.
         */
        delete: operations["endCredentials"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/credentials/{credential_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a member's session, access token or service account
         * @description It is refused from the next request on.
         */
        delete: operations["endCredential"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a member
         * @description Access, sessions and tokens end immediately; memberships are kept. Deactivating a deactivated member changes nothing. With `end_created`, what they created ends too.
         */
        post: operations["deactivateMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a former member from the audit log
         * @description For a member who is deactivated or was removed. Their names, addresses and devices leave the log permanently. Its entries stay, without them, and it can still be verified. A deactivated member stays a member. A session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["eraseMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a member's invitation
         * @description Who sent it, and whether it waits for an admin: an invitation from somebody who may no longer invite cannot be accepted until another admin sends it again.
         */
        get: operations["getInvitation"];
        put?: never;
        /**
         * Invite a member again
         * @description Earlier links stop working, and a new one is mailed. This also confirms an invitation that waits for an admin. With `email`, the member's address is corrected first. An address gets at most one invitation in 60 seconds; `Retry-After` says when the next may go. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["resendInvitation"];
        /**
         * Withdraw a member's invitation
         * @description Removes the member, and their links stop working. Only possible while they are invited.
         */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/invitation/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a member's invitation link
         * @description For handing it over without an e-mail. Each call creates a new link and is recorded in the timeline. Earlier links keep working until one is used or the next invitation replaces them all. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["copyInvitationLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reactivate a member
         * @description They can sign in with their password again. Earlier sessions and tokens stay ended. Someone who had not accepted their invitation needs a new one. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["reactivateMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the history of a member's invitations
         * @description Every invitation mail and link, oldest first, and whether it was accepted. The links themselves are not included.
         */
        get: operations["getMemberTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the mail of your organization
         * @description Every e-mail to its members with its delivery result, newest first. Returns the whole list unless `limit` or `cursor` asks for a page. The content of messages and their links are not included. Org admins only.
         */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get this document: OpenAPI 3.1, generated from the schemas that validate requests */
        get: operations["getOpenApiDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/org-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all Organizational Units you have access to
         * @description The default OU comes first, then the others by name. Returns the whole list unless `limit` or `cursor` asks for a page. Org admins have access to every OU.
         */
        get: operations["listOrgUnits"];
        put?: never;
        /** Create a new Organizational Unit */
        post: operations["createOrgUnit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/org-units/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read your active Organizational Unit
         * @description The OU named by the header `X-Active-OU-ID`, or else by the cookie `activeOu`, with your role in it.
         */
        get: operations["getActiveOrgUnit"];
        put?: never;
        /**
         * Set your active Organizational Unit for subsequent requests
         * @description The active OU is kept in an HttpOnly cookie; clients without cookies send `X-Active-OU-ID` instead.
         */
        post: operations["setActiveOrgUnit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/org-units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an Organizational Unit */
        get: operations["getOrgUnit"];
        /** Update the name (and slug) of an existing Organizational Unit */
        put: operations["updateOrgUnit"];
        post?: never;
        /**
         * Not supported
         * @description Deletion of Organizational Units is not supported to prevent data loss: always 405.
         */
        delete: operations["deleteOrgUnit"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/org-units/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who can do what in an Organizational Unit, and why
         * @description Everybody with access in effect: org admins, and members with a membership. For whoever has access to the OU, by name. Returns the whole list unless `limit` or `cursor` asks for a page.
         */
        get: operations["listOrgUnitAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/org-units/{id}/access/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export who can do what in an Organizational Unit as a CSV or JSON file
         * @description Streams everybody who matches the filters of `GET /org-units/{id}/access`. The CSV is written as that of `GET /members/export`. If the connection breaks, the file is incomplete.
         */
        get: operations["exportOrgUnitAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/org-units/{id}/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who has a membership in an Organizational Unit
         * @description Org admins have access to every OU without a membership, so they are listed only if they also have one.
         */
        get: operations["listOuMemberships"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/org-units/{id}/memberships/{org_member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Grant a member access to an Organizational Unit, or change their role in it
         * @description Idempotent: 201 for new access, 200 if the member already had it. Without `expires_at` its end stays as it is. With `end_created`, a role other than admin also ends the service accounts that they created in the OU. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        put: operations["grantOuMembership"];
        post?: never;
        /**
         * Revoke a member's access to an Organizational Unit
         * @description With `end_created`, the service accounts that they created in the OU end too.
         */
        delete: operations["revokeOuMembership"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/org-units/{id}/memberships/{org_member_id}/created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a member created in an Organizational Unit
         * @description What `end_created` ends there: the service accounts they created. Invitations belong to no OU.
         */
        get: operations["getCreatedInOrgUnit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/org-units/{id}/rulesets/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy the rulesets of another OU
         * @description Adds a copy of each ruleset with its rules, in their order; what the OU has stays. For members who may change the rules of both OUs. Copies of active rulesets take effect immediately. With `dry_run`, nothing changes, and the answer says what would be added.
         */
        post: operations["copyRulesets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read your organization */
        get: operations["getOrganization"];
        /** Rename your organization */
        put: operations["updateOrganization"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that the database is reachable and migrated */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulesets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rulesets of the active OU
         * @description Oldest first.
         */
        get: operations["listRulesets"];
        put?: never;
        /**
         * Create a ruleset
         * @description Its kind cannot be changed later. It applies while it is active, from `starts_at` until `ends_at`.
         */
        post: operations["createRuleset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulesets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rename a ruleset, switch it on or off, or change its active period or threshold
         * @description Changes the fields you send; the others stay. Scores are updated immediately, and when the period starts or ends; see `GET /scoring`.
         */
        put: operations["updateRuleset"];
        post?: never;
        /** Remove a ruleset with its rules */
        delete: operations["deleteRuleset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulesets/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a change of a ruleset
         * @description How many scores would change, and by how much, compared with the current ones. Nothing is saved. Refused above 2,000,000 comparisons: the number of changed profile rules times the leads of the OU.
         */
        post: operations["previewRuleset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulesets/{id}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rules of a ruleset
         * @description Oldest first.
         */
        get: operations["listRules"];
        put?: never;
        /**
         * Add a rule to a ruleset
         * @description An engagement ruleset's rule has an `event_type`; a profile ruleset's has `profile_field`, `operator` and `value`. A lead without the field matches no rule about it.
         */
        post: operations["createRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulesets/{id}/rules/{ruleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a rule
         * @description Changes the fields you send; the others stay. Scores are updated; see `GET /scoring`.
         */
        put: operations["updateRule"];
        post?: never;
        /** Remove a rule */
        delete: operations["deleteRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/score/{leadID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a lead's score */
        get: operations["getScore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/score/{leadID}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explain a lead's score: the points of each rule */
        get: operations["explainScore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/score/{leadID}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a lead's score over time */
        get: operations["getScoreHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scoring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether scores are up to date with the current rules
         * @description In an OU with more than 5,000 leads, a rule change recomputes scores in the background. Until all are done, the scores shown follow the previous rules.
         */
        get: operations["getScoring"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the service accounts of the active OU
         * @description Without their client secrets.
         */
        get: operations["listSecrets"];
        put?: never;
        /**
         * Create a service account in the active OU
         * @description It authenticates with HTTP Basic, `client_id:client_secret`, and works only in this OU, as an editor, within its `scopes`. The client secret is returned only this once. To rotate it, create a second service account, switch over, and delete the first. A session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["createSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename a service account */
        put: operations["updateSecret"];
        post?: never;
        /**
         * Revoke a service account
         * @description It is refused from the next request on.
         */
        delete: operations["revokeSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the browsers you are signed in with
         * @description Most recently used first.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /**
         * Sign out everywhere else
         * @description Ends all your sessions except the one that sends this request; with an access token, all of them.
         */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of your sessions
         * @description That browser is signed out on its next request.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your personal access tokens
         * @description Without their secrets.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Create a personal access token
         * @description It acts as you. The secret is returned only this once. A token created with another token expires no later than that one, has no scope that it lacks, and reaches no OU that it does not. A `unit_id` that you have no access to is 404. A session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke one of your personal access tokens
         * @description It is refused from the next request on.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your saved views of the members list
         * @description Oldest first. Nobody else sees them.
         */
        get: operations["listViews"];
        put?: never;
        /**
         * Save a view of the members list
         * @description A name for parameters of the list. You may have up to 20.
         */
        post: operations["createView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename a saved view, or change its parameters */
        put: operations["updateView"];
        post?: never;
        /** Delete a saved view */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/top-leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the leads with the highest scores */
        get: operations["listTopLeads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description With the same `webhook-id`, and with retries as if it were new. It may have been delivered before, or given up.
         */
        post: operations["redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhook endpoints of your organization
         * @description Oldest first, without their secrets.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Add a webhook endpoint
         * @description Events that happen from now on are sent to it, signed as Standard Webhooks says. The URL must be https and name no address of a private network. The secret is returned only this once. An organization has at most 100 endpoints. A session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a webhook endpoint */
        get: operations["getWebhookEndpoint"];
        /**
         * Change a webhook endpoint, or switch it on or off
         * @description Changes the fields you send; the others stay. While an endpoint is off, no events are queued for it; those that were waiting are sent when it is on again. To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.
         */
        put: operations["updateWebhookEndpoint"];
        post?: never;
        /** Remove a webhook endpoint with its deliveries */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries to a webhook endpoint
         * @description What was sent, what the endpoint answered, and when it is tried again; newest first, one page at a time. Deliveries are kept for 30 days.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook endpoint a new secret
         * @description The new secret is returned only this once. For 24 hours every delivery is signed with both, so that you can switch over. A session that entered its password a while ago has to confirm it first; an access token does not.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event to a webhook endpoint
         * @description It gets `webhook_endpoint.tested`, whatever its event types. The result is in its deliveries.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive delivery reports from Resend
         * @description Called by Resend, signed with `RESEND_WEBHOOK_SECRET`; without that secret this path does not exist. A message's status only moves forward, in whatever order events arrive. Events about unknown mail change nothing.
         */
        post: operations["receiveMailReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @example {
         *       "changes": [
         *         {
         *           "op": "grant",
         *           "org_member_id": "mem_abc123",
         *           "unit_id": "unit_emea",
         *           "role": "editor"
         *         }
         *       ],
         *       "reason": "Joins the EMEA team",
         *       "dry_run": true
         *     }
         */
        AccessChangeRequest: {
            changes: components["schemas"]["AccessChangeItem"][];
            /** @description Why, for whoever reads the change later */
            reason?: string;
            /** @description true: changes nothing and returns what would happen */
            dry_run?: boolean;
        };
        AccessChangeItem: {
            /** @constant */
            op: "grant";
            /**
             * @description The member
             * @example mem_abc123
             */
            org_member_id?: string;
            /** @description Instead of `org_member_id`: every member who matches these filters of `GET /members` */
            members?: {
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /**
                 * @description Only members with this organization-level role
                 * @example editor
                 * @enum {string}
                 */
                role?: "admin" | "editor" | "viewer";
                /**
                 * @description Only members with this status
                 * @example active
                 * @enum {string}
                 */
                status?: "invited" | "active" | "deactivated";
                /**
                 * @description Only members with a membership in this OU (org admins have access without one). `none`: only members without access to any OU, as far as you can see
                 * @example unit_emea
                 */
                unit_id?: string;
                /**
                 * @description `true`: only members with a membership that ends within 7 days, as far as you can see
                 * @enum {string}
                 */
                expiring?: "true";
            };
            /**
             * @description With `members`: how many matched when you looked. If the number has changed: 409 `selection_changed`
             * @example 5007
             */
            expected_count?: number;
            /**
             * @description Organizational Unit identifier
             * @example unit_emea
             */
            unit_id: string;
            /**
             * @description Role within the OU
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            /** @description When the access ends by itself; null for no end. Absent: unchanged, or no end */
            expires_at?: string | null;
        } | {
            /** @constant */
            op: "revoke";
            /**
             * @description The member
             * @example mem_abc123
             */
            org_member_id?: string;
            /** @description Instead of `org_member_id`: every member who matches these filters of `GET /members` */
            members?: {
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /**
                 * @description Only members with this organization-level role
                 * @example editor
                 * @enum {string}
                 */
                role?: "admin" | "editor" | "viewer";
                /**
                 * @description Only members with this status
                 * @example active
                 * @enum {string}
                 */
                status?: "invited" | "active" | "deactivated";
                /**
                 * @description Only members with a membership in this OU (org admins have access without one). `none`: only members without access to any OU, as far as you can see
                 * @example unit_emea
                 */
                unit_id?: string;
                /**
                 * @description `true`: only members with a membership that ends within 7 days, as far as you can see
                 * @enum {string}
                 */
                expiring?: "true";
            };
            /**
             * @description With `members`: how many matched when you looked. If the number has changed: 409 `selection_changed`
             * @example 5007
             */
            expected_count?: number;
            /**
             * @description Organizational Unit identifier
             * @example unit_emea
             */
            unit_id: string;
        } | {
            /** @constant */
            op: "set_org_role";
            /**
             * @description The member
             * @example mem_abc123
             */
            org_member_id?: string;
            /** @description Instead of `org_member_id`: every member who matches these filters of `GET /members` */
            members?: {
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /**
                 * @description Only members with this organization-level role
                 * @example editor
                 * @enum {string}
                 */
                role?: "admin" | "editor" | "viewer";
                /**
                 * @description Only members with this status
                 * @example active
                 * @enum {string}
                 */
                status?: "invited" | "active" | "deactivated";
                /**
                 * @description Only members with a membership in this OU (org admins have access without one). `none`: only members without access to any OU, as far as you can see
                 * @example unit_emea
                 */
                unit_id?: string;
                /**
                 * @description `true`: only members with a membership that ends within 7 days, as far as you can see
                 * @enum {string}
                 */
                expiring?: "true";
            };
            /**
             * @description With `members`: how many matched when you looked. If the number has changed: 409 `selection_changed`
             * @example 5007
             */
            expected_count?: number;
            /** @enum {string} */
            role: "admin" | "editor" | "viewer";
            /** @description true: what they created ends too (contract §13) */
            end_created?: boolean;
        } | {
            /** @constant */
            op: "deactivate";
            /**
             * @description The member
             * @example mem_abc123
             */
            org_member_id?: string;
            /** @description Instead of `org_member_id`: every member who matches these filters of `GET /members` */
            members?: {
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /**
                 * @description Only members with this organization-level role
                 * @example editor
                 * @enum {string}
                 */
                role?: "admin" | "editor" | "viewer";
                /**
                 * @description Only members with this status
                 * @example active
                 * @enum {string}
                 */
                status?: "invited" | "active" | "deactivated";
                /**
                 * @description Only members with a membership in this OU (org admins have access without one). `none`: only members without access to any OU, as far as you can see
                 * @example unit_emea
                 */
                unit_id?: string;
                /**
                 * @description `true`: only members with a membership that ends within 7 days, as far as you can see
                 * @enum {string}
                 */
                expiring?: "true";
            };
            /**
             * @description With `members`: how many matched when you looked. If the number has changed: 409 `selection_changed`
             * @example 5007
             */
            expected_count?: number;
            /** @description true: what they created ends too (contract §13) */
            end_created?: boolean;
        } | {
            /** @constant */
            op: "reactivate";
            /**
             * @description The member
             * @example mem_abc123
             */
            org_member_id?: string;
            /** @description Instead of `org_member_id`: every member who matches these filters of `GET /members` */
            members?: {
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /**
                 * @description Only members with this organization-level role
                 * @example editor
                 * @enum {string}
                 */
                role?: "admin" | "editor" | "viewer";
                /**
                 * @description Only members with this status
                 * @example active
                 * @enum {string}
                 */
                status?: "invited" | "active" | "deactivated";
                /**
                 * @description Only members with a membership in this OU (org admins have access without one). `none`: only members without access to any OU, as far as you can see
                 * @example unit_emea
                 */
                unit_id?: string;
                /**
                 * @description `true`: only members with a membership that ends within 7 days, as far as you can see
                 * @enum {string}
                 */
                expiring?: "true";
            };
            /**
             * @description With `members`: how many matched when you looked. If the number has changed: 409 `selection_changed`
             * @example 5007
             */
            expected_count?: number;
        };
        AccessReviewRequest: {
            /**
             * @description The OUs to review
             * @example [
             *       "unit_emea"
             *     ]
             */
            unit_ids: string[];
            /**
             * Format: date-time
             * @description When it should be closed; reviewers are reminded three days before
             */
            due_at: string;
            /**
             * @description Who reviews, instead of all admins of the OUs; each has to be an admin of one of them, or an org admin
             * @example [
             *       "mem_abc123"
             *     ]
             */
            reviewers?: string[];
        };
        AccessReviewDecision: {
            /**
             * @description Whether the membership is to stay
             * @enum {string}
             */
            decision: "keep" | "remove";
        };
        KeepRemainingRequest: {
            /**
             * @description How many items you saw left (`to_decide`). If the number has changed: 409 `selection_changed`
             * @example 1
             */
            expected_count: number;
        };
        LeadInput: {
            /**
             * @description The person responsible for the lead
             * @example Grace Okafor
             */
            owner_name?: string | null;
            /**
             * @description Facts about the lead, read by profile rules. `name` and `company` are searched too
             * @example {
             *       "name": "Ada Lovelace",
             *       "company": "Analytical Engines",
             *       "employees": 250
             *     }
             */
            profile?: {
                [key: string]: string | number | boolean | null;
            };
            /** @description All aliases of the lead */
            aliases?: components["schemas"]["Alias"][];
        };
        Alias: {
            /**
             * @description The kind of alias
             * @example email
             * @enum {string}
             */
            alias_kind: "email" | "phone" | "external_id" | "cookie" | "social";
            /**
             * @description The value: an e-mail address, a phone number, or a name. Placeholders for a missing value (`undefined`, `null`) are refused
             * @example Ada@Example.com
             */
            raw_value: string;
        };
        ChangeEmail: {
            /**
             * Format: email
             * @description Your new address; it takes effect once it is confirmed
             * @example ada@example.org
             */
            email: string;
            /**
             * @description Your password
             * @example securepassword123
             */
            current_password: string;
        };
        ChangePassword: {
            /**
             * @description Your current password
             * @example oldpassword123
             */
            current_password: string;
            /**
             * @description Your new password
             * @example mauve kettle lighthouse
             */
            new_password: string;
        };
        Reauthenticate: {
            /**
             * @description Your password
             * @example securepassword123
             */
            password: string;
        };
        CreateMember: {
            /**
             * @description Member's first name
             * @example Ada
             */
            first_name: string;
            /**
             * @description Member's last name
             * @example Lovelace
             */
            last_name: string;
            /**
             * Format: email
             * @description Member's email address
             * @example ada@example.com
             */
            email: string;
            /**
             * @description Initial password for the account
             * @example securepassword123
             */
            password: string;
            /**
             * @description Organization-level role: admin, editor, or viewer
             * @example editor
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            /** @description Initial OU access. By default the member joins the default OU with their org role */
            ou_memberships?: {
                /** @example unit_emea */
                unit_id: string;
                /** @enum {string} */
                role: "admin" | "editor" | "viewer";
            }[];
        };
        /**
         * @example {
         *       "role": "editor",
         *       "members": [
         *         {
         *           "first_name": "Ada",
         *           "last_name": "Lovelace",
         *           "email": "ada@example.com"
         *         }
         *       ],
         *       "dry_run": true
         *     }
         */
        InviteMembers: {
            /**
             * @description Organization-level role: admin, editor, or viewer
             * @example editor
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            /** @description Initial OU access. By default the member joins the default OU with their org role */
            ou_memberships?: {
                /** @example unit_emea */
                unit_id: string;
                /** @enum {string} */
                role: "admin" | "editor" | "viewer";
            }[];
            members: {
                /**
                 * @description The address to invite
                 * @example ada@example.com
                 */
                email: string;
                /** @description Defaults to a name derived from the address */
                first_name?: string;
                last_name?: string;
                /**
                 * @description Their own org role, instead of the call's
                 * @example editor
                 * @enum {string}
                 */
                role?: "admin" | "editor" | "viewer";
                /** @description Their own OU access, instead of the call's */
                ou_memberships?: {
                    /** @example unit_emea */
                    unit_id: string;
                    /** @enum {string} */
                    role: "admin" | "editor" | "viewer";
                }[];
            }[];
            /** @description true: changes nothing and returns what would happen; people who would be invited have no id yet */
            dry_run?: boolean;
        };
        /**
         * @example {
         *       "org_member_ids": [
         *         "mem_abc123"
         *       ],
         *       "dry_run": true
         *     }
         */
        ResendInvitations: {
            /** @description The members */
            org_member_ids?: string[];
            /** @description Instead of `org_member_ids`: every member who matches these filters of `GET /members` */
            members?: {
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /**
                 * @description Only members with this organization-level role
                 * @example editor
                 * @enum {string}
                 */
                role?: "admin" | "editor" | "viewer";
                /**
                 * @description Only members with this status
                 * @example active
                 * @enum {string}
                 */
                status?: "invited" | "active" | "deactivated";
                /**
                 * @description Only members with a membership in this OU (org admins have access without one). `none`: only members without access to any OU, as far as you can see
                 * @example unit_emea
                 */
                unit_id?: string;
                /**
                 * @description `true`: only members with a membership that ends within 7 days, as far as you can see
                 * @enum {string}
                 */
                expiring?: "true";
            };
            /**
             * @description With `members`: how many matched when you looked. If the number has changed: 409 `selection_changed`
             * @example 12
             */
            expected_count?: number;
            /** @description true: sends nothing and returns what would happen */
            dry_run?: boolean;
        };
        /**
         * @example {
         *       "members": [
         *         {
         *           "email": "ada@example.com",
         *           "first_name": "Ada",
         *           "role": "editor"
         *         }
         *       ],
         *       "dry_run": true
         *     }
         */
        UpdateMembers: {
            members: {
                /**
                 * @description The address of the member
                 * @example ada@example.com
                 */
                email: string;
                first_name?: string;
                last_name?: string;
                /**
                 * @description Organization-level role: admin, editor, or viewer
                 * @example editor
                 * @enum {string}
                 */
                role?: "admin" | "editor" | "viewer";
            }[];
            /** @description true: changes nothing and returns what would happen */
            dry_run?: boolean;
            /** @description true: what they created ends for those whose role is no longer admin (contract §13) */
            end_created?: boolean;
        };
        UpdateMember: {
            /**
             * @description Member's first name
             * @example Ada
             */
            first_name: string;
            /**
             * @description Member's last name
             * @example Lovelace
             */
            last_name: string;
            /**
             * Format: email
             * @description Member's email address
             * @example ada@example.com
             */
            email: string;
            /**
             * @description Organization-level role: admin, editor, or viewer
             * @example editor
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
        };
        ResendInvitation: {
            /**
             * Format: email
             * @description The corrected address; defaults to the member's own
             * @example ada@example.com
             */
            email?: string;
        };
        CreateOrgUnit: {
            /**
             * @description Display name for the new OU
             * @example EMEA Sales
             */
            name: string;
            /**
             * @description Reference ID from an external system, unique in the organization
             * @example sf_bu_001
             */
            external_ref?: string | null;
            /**
             * @description A heading to list it under, together with others; null for none
             * @example Europe
             */
            group?: string | null;
        };
        SetActiveOrgUnit: {
            /**
             * @description The OU identifier to activate
             * @example unit_emea
             */
            ouId: string;
        };
        UpdateOrgUnit: {
            /**
             * @description Updated display name
             * @example EMEA & APAC Sales
             */
            name: string;
            /**
             * @description Reference ID from an external system, unique in the organization
             * @example sf_bu_001
             */
            external_ref?: string | null;
            /**
             * @description A heading to list it under, together with others; null for none
             * @example Europe
             */
            group?: string | null;
        };
        GrantOuMembership: {
            /**
             * @description Role within the OU
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            /**
             * @description When the access ends by itself; null for no end. Absent: unchanged, or no end
             * @example null
             */
            expires_at?: string | null;
        };
        /**
         * @example {
         *       "from_unit_id": "unit_apac",
         *       "dry_run": true
         *     }
         */
        CopyRulesets: {
            /**
             * @description The OU whose rulesets are copied
             * @example unit_apac
             */
            from_unit_id: string;
            /** @description true: copies nothing and returns what would be added */
            dry_run?: boolean;
        };
        UpdateOrganization: {
            /**
             * @description New display name
             * @example Acme Holding
             */
            name: string;
        };
        CreateRuleset: {
            /**
             * @description The display name
             * @example Website engagement
             */
            name: string;
            /**
             * @description Whether its rules match a lead's events or its profile
             * @example engagement
             * @enum {string}
             */
            kind: "engagement" | "profile";
            /** @description Whether its rules apply, within its active period */
            active?: boolean;
            /** @description When it starts to count (RFC 3339); null: from the beginning */
            starts_at?: string | null;
            /** @description When it stops counting (RFC 3339); null: never */
            ends_at?: string | null;
            /**
             * @description While the ruleset counts, a lead whose whole score rises from this number or less to more causes the event `lead.score_crossed`; null: none
             * @example 80
             */
            score_above?: number | null;
        };
        /**
         * @example {
         *       "name": "Website engagement",
         *       "active": true,
         *       "score_above": 80
         *     }
         */
        UpdateRuleset: {
            /**
             * @description The display name
             * @example Website engagement
             */
            name?: string;
            /** @description Whether its rules apply, within its active period */
            active?: boolean;
            /** @description When it starts to count (RFC 3339); null: from the beginning */
            starts_at?: string | null;
            /** @description When it stops counting (RFC 3339); null: never */
            ends_at?: string | null;
            /**
             * @description While the ruleset counts, a lead whose whole score rises from this number or less to more causes the event `lead.score_crossed`; null: none
             * @example 80
             */
            score_above?: number | null;
        };
        /**
         * @example {
         *       "rules": [
         *         {
         *           "event_type": "pricing_page_viewed",
         *           "weight": 20
         *         }
         *       ]
         *     }
         */
        RulesetPreviewInput: {
            /** @description Whether its rules apply, within its active period */
            active?: boolean;
            /** @description When it starts to count (RFC 3339); null: from the beginning */
            starts_at?: string | null;
            /** @description When it stops counting (RFC 3339); null: never */
            ends_at?: string | null;
            /** @description All the rules it would have; defaults to its current rules */
            rules?: {
                /**
                 * @description Engagement: each event of this type adds the weight
                 * @example pricing_page_viewed
                 */
                event_type?: string;
                /**
                 * @description Profile: the field to compare
                 * @example employees
                 */
                profile_field?: string;
                /**
                 * @description Profile: how to compare the field; text ignores case, greater and less compare numbers
                 * @enum {string}
                 */
                operator?: "equals" | "not_equals" | "contains" | "greater_than" | "less_than";
                /**
                 * @description Profile: the value to compare with
                 * @example 250
                 */
                value?: string | number | boolean;
                /**
                 * @description The points it gives; may be negative
                 * @example 15
                 */
                weight: number;
                /** @description Whether it applies */
                active?: boolean;
            }[];
        };
        /**
         * @example {
         *       "event_type": "pricing_page_viewed",
         *       "weight": 15
         *     }
         */
        RuleInput: {
            /**
             * @description Engagement: each event of this type adds the weight
             * @example pricing_page_viewed
             */
            event_type?: string;
            /**
             * @description Profile: the field to compare
             * @example employees
             */
            profile_field?: string;
            /**
             * @description Profile: how to compare the field; text ignores case, greater and less compare numbers
             * @enum {string}
             */
            operator?: "equals" | "not_equals" | "contains" | "greater_than" | "less_than";
            /**
             * @description Profile: the value to compare with
             * @example 250
             */
            value?: string | number | boolean;
            /**
             * @description The points it gives; may be negative
             * @example 15
             */
            weight: number;
            /** @description Whether it applies */
            active?: boolean;
        };
        /**
         * @example {
         *       "weight": 20
         *     }
         */
        UpdateRule: {
            /**
             * @description Engagement: each event of this type adds the weight
             * @example pricing_page_viewed
             */
            event_type?: string;
            /**
             * @description Profile: the field to compare
             * @example employees
             */
            profile_field?: string;
            /**
             * @description Profile: how to compare the field; text ignores case, greater and less compare numbers
             * @enum {string}
             */
            operator?: "equals" | "not_equals" | "contains" | "greater_than" | "less_than";
            /**
             * @description Profile: the value to compare with
             * @example 250
             */
            value?: string | number | boolean;
            /**
             * @description The points it gives; may be negative
             * @example 15
             */
            weight?: number;
            /** @description Whether it applies */
            active?: boolean;
            /**
             * @description Moves it to this place among its ruleset's rules, counted from 1. Scores don't depend on it
             * @example 1
             */
            position?: number;
        };
        CreateSecret: {
            /**
             * @description What the service account is for
             * @example Website
             */
            name: string;
            /** @description Whether to treat the events it sends as consented to at their source */
            trust_upstream_consent?: boolean;
            /**
             * @description What it may be used for. By default all of these that the credential that creates it has. It cannot have others, and they do not change later
             * @example [
             *       "ingest"
             *     ]
             */
            scopes?: ("read" | "ingest" | "write")[];
        };
        UpdateSecret: {
            /**
             * @description What the service account is for
             * @example Website
             */
            name: string;
            /** @description Unchanged if absent */
            trust_upstream_consent?: boolean;
        };
        CreateToken: {
            /**
             * @description What the token is for
             * @example CI
             */
            name: string;
            /**
             * @description What it may be used for: `read` for every GET, `ingest` for sending events, `write` for changing an OU's data, `admin` for everything else. By default all of these that the credential that creates it has. It cannot have others
             * @example [
             *       "read"
             *     ]
             */
            scopes?: ("read" | "ingest" | "write" | "admin")[];
            /**
             * @description The only OU that it reaches; null for all that its member reaches. By default null, or the OU of the token that creates it. It cannot be wider than that
             * @example unit_abc123
             */
            unit_id?: string | null;
            /**
             * @description When it stops working; null for never. By default never, or when the token that creates it stops. It cannot be later than that
             * @example 2030-01-01T00:00:00Z
             */
            expires_at?: string | null;
        };
        SaveView: {
            /**
             * @description Unique among your views
             * @example Admins
             */
            name: string;
            /**
             * @description Parameters of `GET /members`, as in an address. What is not valid is ignored when the view is opened
             * @example role=admin&sort=name
             */
            query: string;
        };
        CreateWebhookEndpoint: {
            /**
             * @description Where events are sent to: https, and a public address
             * @example https://example.com/hooks
             */
            url: string;
            /**
             * @description What the endpoint is for
             * @example CRM
             */
            description?: string;
            /**
             * @description Which events it gets: types, all of a kind such as `member.*`, or `*` for every one
             * @example [
             *       "member.*",
             *       "lead.created"
             *     ]
             */
            event_types: string[];
            /**
             * @description Only events that concern this OU; null for all of the organization
             * @example unit_abc123
             */
            unit_id?: string | null;
            /** @description true by default */
            active?: boolean;
        };
        /**
         * @example {
         *       "event_types": [
         *         "member.*",
         *         "lead.created"
         *       ],
         *       "active": true
         *     }
         */
        UpdateWebhookEndpoint: {
            /**
             * @description Where events are sent to: https, and a public address
             * @example https://example.com/hooks
             */
            url?: string;
            /**
             * @description What the endpoint is for
             * @example CRM
             */
            description?: string;
            /**
             * @description Which events it gets: types, all of a kind such as `member.*`, or `*` for every one
             * @example [
             *       "member.*",
             *       "lead.created"
             *     ]
             */
            event_types?: string[];
            /**
             * @description Only events that concern this OU; null for all of the organization
             * @example unit_abc123
             */
            unit_id?: string | null;
            /** @description Whether events are sent to it */
            active?: boolean;
        };
        /** @description How to authenticate at `/mcp` (RFC 9728) */
        ProtectedResourceMetadata: {
            /** Format: uri */
            resource: string;
            resource_name: string;
            /** Format: uri */
            resource_documentation: string;
            bearer_methods_supported: "header"[];
            scopes_supported: ("read" | "ingest" | "write" | "admin")[];
        };
        /** @description Why the request was refused (RFC 9457) */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "unauthorized" | "origin_refused" | "reauthentication_required" | "sign_in_failed" | "too_many_attempts" | "organization_suspended" | "insufficient_scope" | "forbidden" | "org_unit_access_required" | "malformed_path" | "malformed_body" | "unsupported_media_type" | "body_too_large" | "metadata_too_large" | "invalid_content" | "active_ou_required" | "not_found" | "org_unit_not_found" | "member_not_found" | "membership_not_found" | "access_change_not_found" | "access_review_not_found" | "access_review_item_not_found" | "view_not_found" | "token_not_found" | "session_not_found" | "secret_not_found" | "credential_not_found" | "lead_not_found" | "ruleset_not_found" | "rule_not_found" | "checkpoint_not_found" | "webhook_endpoint_not_found" | "webhook_delivery_not_found" | "webhook_endpoint_disabled" | "too_many_webhook_endpoints" | "link_not_valid" | "not_invited" | "invitation_waiting" | "too_soon" | "rate_limited" | "mail_budget_exhausted" | "signature_not_valid" | "delivery_repeated" | "method_not_allowed" | "deletion_not_supported" | "org_unit_name_taken" | "external_ref_taken" | "email_taken" | "view_name_taken" | "too_many_views" | "alias_taken" | "preview_too_large" | "idempotency_key_reused" | "request_in_progress" | "precondition_failed" | "member_not_active" | "member_active" | "last_admin" | "selection_changed" | "change_refused" | "change_superseded" | "access_review_closed" | "overloaded" | "database_unavailable" | "storage_full" | "not_ready" | "internal_error";
            request_id: string;
            /** @description Each fault, with a JSON Pointer into the body or, for query parameters, into an object of them */
            errors?: {
                pointer: string;
                detail: string;
            }[];
            /** @description For a 412: the current content that PUT would replace; the ETag is its version */
            current?: {
                [key: string]: unknown;
            };
            /** @description For `change_refused`: what the change would have done, as with `dry_run` */
            diff?: {
                [key: string]: unknown;
            };
            /** @description For `change_superseded`: the items that have changed since, each with its state `now` */
            items?: {
                [key: string]: unknown;
            }[];
            /** @description For `selection_changed`: how many members match now */
            count?: number;
        };
        AccessChange: {
            /** @example chg_abc123 */
            id: string;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            created_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            reason: string | null;
            summary: components["schemas"]["AccessChangeSummary"];
            /** @description The change that this one undid */
            undoes: string | null;
            /** @description The latest change that undid this one */
            undone_by: string | null;
        };
        AccessChangeSummary: {
            /** @example 3 */
            changed: number;
            /** @example 3 */
            none: number;
            /** @example 3 */
            refused: number;
            /**
             * @description How many members it changes
             * @example 3
             */
            members: number;
            /** @description How many items of each op change something */
            ops: {
                [key: string]: number;
            };
        };
        AccessChangeDiff: {
            /**
             * @description The change; null if nothing has changed
             * @example chg_abc123
             */
            id: string | null;
            items: components["schemas"]["AccessChangeEffect"][];
            summary: components["schemas"]["AccessChangeSummary"];
        };
        AccessChangeEffect: {
            /** @enum {string} */
            op: "grant" | "revoke" | "set_org_role" | "deactivate" | "reactivate";
            /** @example mem_abc123 */
            org_member_id: string;
            /** @description The member's name; null if there is no such member */
            name: string | null;
            unit_id: string | null;
            unit_name: string | null;
            /** @description The fields that the item sets: `role` and `expires_at` of a membership, null for no membership */
            before: {
                /** @enum {string} */
                role?: "admin" | "editor" | "viewer";
                expires_at?: string | null;
                /** @enum {string} */
                status?: "invited" | "active" | "deactivated";
            } | null;
            /** @description The fields that the item sets: `role` and `expires_at` of a membership, null for no membership */
            after: {
                /** @enum {string} */
                role?: "admin" | "editor" | "viewer";
                expires_at?: string | null;
                /** @enum {string} */
                status?: "invited" | "active" | "deactivated";
            } | null;
            /**
             * @description `none`: there is nothing to change
             * @enum {string}
             */
            effect: "changed" | "none" | "refused";
            /**
             * @description Why it is refused
             * @example last_admin
             */
            code?: string;
            /** @description In an undo: what had ended with it and stays ended */
            not_restored?: ("sessions" | "tokens" | "created")[];
        };
        AccessChangeDetail: {
            /** @example chg_abc123 */
            id: string;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            created_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            reason: string | null;
            summary: components["schemas"]["AccessChangeSummary"];
            /** @description The change that this one undid */
            undoes: string | null;
            /** @description The latest change that undid this one */
            undone_by: string | null;
            items: components["schemas"]["AccessChangeEffect"][];
        };
        AccessMatrix: {
            /**
             * @description How many members match, in and beyond the section
             * @example 200
             */
            total_members: number;
            /**
             * @description How many org units match
             * @example 200
             */
            total_units: number;
            /** @description The columns, the default OU first, then by name */
            units: {
                /** @example unit_emea */
                unit_id: string;
                /** @example EMEA Sales */
                name: string;
            }[];
            /** @description The rows, by name */
            members: components["schemas"]["AccessMatrixRow"][];
        };
        AccessMatrixRow: {
            /** @example mem_abc123 */
            org_member_id: string;
            /** @example Ada */
            first_name: string;
            /** @example Lovelace */
            last_name: string;
            /** @example ada@example.com */
            email: string;
            /**
             * @description The org role; an `admin` is admin in every column, with or without a membership
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            /**
             * @description Only `active` members can use their access
             * @enum {string}
             */
            status: "invited" | "active" | "deactivated";
            /** @description Memberships in the columns; none are listed for an org admin, who needs none */
            access: {
                /** @example unit_emea */
                unit_id: string;
                /**
                 * @description Role within the OU
                 * @enum {string}
                 */
                role: "admin" | "editor" | "viewer";
                /** @description When the access ends by itself */
                expires_at: string | null;
            }[];
        };
        AccessReview: {
            /** @example rev_abc123 */
            id: string;
            /** @enum {string} */
            status: "open" | "closed";
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            created_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            due_at: string;
            /** @description The OUs reviewed, as far as you are an admin of them */
            units: {
                unit_id: string;
                name: string;
            }[];
            /** @description The reviewers who were named; null for the admins of the OUs */
            reviewers: {
                org_member_id: string;
                name: string | null;
            }[] | null;
            /**
             * @description How many memberships it has, as far as you see them; the other counts likewise
             * @example 12
             */
            items: number;
            /** @example 12 */
            decided: number;
            /** @example 12 */
            keep: number;
            /** @example 12 */
            remove: number;
            /**
             * @description How many undecided items you may decide
             * @example 12
             */
            to_decide: number;
            closed_at: string | null;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            closed_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /**
             * @description The access change that made the removals; null if there were none
             * @example chg_abc123
             */
            access_change_id: string | null;
        };
        AccessReviewDetail: {
            /** @example rev_abc123 */
            id: string;
            /** @enum {string} */
            status: "open" | "closed";
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            created_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            due_at: string;
            /** @description The OUs reviewed, as far as you are an admin of them */
            units: {
                unit_id: string;
                name: string;
            }[];
            /** @description The reviewers who were named; null for the admins of the OUs */
            reviewers: {
                org_member_id: string;
                name: string | null;
            }[] | null;
            /**
             * @description How many memberships it has, as far as you see them; the other counts likewise
             * @example 12
             */
            items: number;
            /** @example 12 */
            decided: number;
            /** @example 12 */
            keep: number;
            /** @example 12 */
            remove: number;
            /**
             * @description How many undecided items you may decide
             * @example 12
             */
            to_decide: number;
            closed_at: string | null;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            closed_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /**
             * @description The access change that made the removals; null if there were none
             * @example chg_abc123
             */
            access_change_id: string | null;
            /** @description What closing has done to how many memberships, or would do now. `removed`; `kept`; `undecided`, which keeps it; `changed`: to be removed, but changed since the review started, so it was kept; `gone`: it had ended already */
            outcomes: {
                /** @example 12 */
                removed: number;
                /** @example 12 */
                kept: number;
                /** @example 12 */
                undecided: number;
                /** @example 12 */
                changed: number;
                /** @example 12 */
                gone: number;
            };
        };
        AccessReviewClosing: {
            review: components["schemas"]["AccessReviewDetail"];
            change: components["schemas"]["AccessChangeDiff"];
        };
        AccessReviewItem: {
            /** @example rvi_abc123 */
            id: string;
            unit_id: string;
            unit_name: string;
            /** @example mem_abc123 */
            org_member_id: string;
            /**
             * @description Null if the member has been removed
             * @example Ada
             */
            first_name: string | null;
            /** @example Lovelace */
            last_name: string | null;
            /** @example ada@example.com */
            email: string | null;
            status: ("invited" | "active" | "deactivated") | null;
            /**
             * @description The role in the OU when the review started
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            /**
             * @description `org_admin`: they were org admin then, and have access with or without this membership
             * @enum {string}
             */
            source: "membership" | "org_admin";
            /** @description Who granted it; null if unknown or removed since */
            granted_by: {
                org_member_id: string;
                /** @example Grace Hopper */
                name: string;
            } | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            granted_at: string;
            expires_at: string | null;
            /** @description Their last request anywhere in the organization when the review started, as far as it was known */
            last_active_at: string | null;
            /**
             * @description What has become of the membership since the review started, or had until it closed
             * @enum {string}
             */
            state: "same" | "changed" | "gone";
            /** @description The role in the OU now, or when the review closed; null without a membership */
            current_role: ("admin" | "editor" | "viewer") | null;
            decision: ("keep" | "remove") | null;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            decided_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            decided_at: string | null;
            /** @description Whether you may decide it now */
            may_decide: boolean;
            /** @description Null while the review is open. `removed`; `kept`; `undecided`, which keeps it; `changed`: to be removed, but changed since the review started, so it was kept; `gone`: it had ended already */
            outcome: ("removed" | "kept" | "undecided" | "changed" | "gone") | null;
        };
        KeptRemaining: {
            /** @example 1 */
            kept: number;
        };
        AuditEntry: {
            /**
             * @description Unique entry identifier
             * @example aud_abc123
             */
            id: string;
            /**
             * Format: date-time
             * @description When it happened
             * @example 2025-06-01T10:00:00Z
             */
            at: string;
            /**
             * @description What was done
             * @example member.role_changed
             * @enum {string}
             */
            action: "organization.created" | "organization.renamed" | "organization.suspended" | "organization.resumed" | "organization.imported" | "org_unit.created" | "org_unit.renamed" | "org_unit.updated" | "member.created" | "member.invited" | "member.invitation_resent" | "member.invitation_link_copied" | "member.invitation_revoked" | "member.accepted" | "member.initial_password_used" | "member.updated" | "member.role_changed" | "member.deactivated" | "member.reactivated" | "member.removed" | "member.erased" | "member.credentials_ended" | "member.password_changed" | "member.password_reset_requested" | "member.password_reset" | "member.email_change_requested" | "member.email_change_cancelled" | "member.email_changed" | "membership.granted" | "membership.changed" | "membership.revoked" | "membership.expired" | "access_review.started" | "access_review.decided" | "access_review.closed" | "session.started" | "session.failed" | "session.locked" | "session.confirmed" | "session.ended" | "session.others_ended" | "token.created" | "token.revoked" | "service_account.created" | "service_account.updated" | "service_account.revoked" | "ruleset.created" | "ruleset.updated" | "ruleset.deleted" | "rule.created" | "rule.updated" | "rule.deleted" | "lead.created" | "lead.updated" | "lead.erased" | "mail.given_up" | "mail.bounced" | "mail.complained" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.enabled" | "webhook_endpoint.disabled" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.tested" | "webhook_endpoint.redelivered" | "webhook_endpoint.deleted" | "export.members" | "export.access_matrix" | "export.org_unit_access" | "export.access_review" | "export.audit_log" | "audit_log.pruned";
            actor: {
                /** @enum {string} */
                kind: "member" | "service_account" | "operator" | "system";
                /**
                 * @description The member or service account that did it
                 * @example mem_abc123
                 */
                id: string | null;
                /** @description The actor's name at the time; null if there is none or it has been erased */
                name: string | null;
            };
            /** @description What the actor presented: a `session`, a `token`, or a service account's `secret` */
            credential: {
                /** @example session */
                kind: string;
                id: string;
            } | null;
            /**
             * @description The OU that it concerns
             * @example unit_abc123
             */
            unit_id: string | null;
            target: {
                /** @enum {string} */
                type: "organization" | "org_unit" | "member" | "session" | "token" | "service_account" | "ruleset" | "rule" | "lead" | "message" | "access_review" | "export" | "audit_log" | "webhook_endpoint";
                /** @example mem_def456 */
                id: string;
                /** @description The target's name at the time; null if there is none or it has been erased */
                name: string | null;
            };
            /** @description The fields that changed; those of an erased person are left out */
            changes: {
                field: string;
                before: unknown;
                after: unknown;
            }[];
            /** @description The change that it is part of, if the change has several entries */
            change_set_id: string | null;
            /** @description The request that did it */
            request_id: string | null;
            /**
             * @description The address it came from
             * @example 192.0.2.7
             */
            ip: string | null;
            /** @description What the browser or program calls itself */
            user_agent: string | null;
        };
        Health: {
            /** @constant */
            status: "ok";
        };
        IngestAnswer: {
            /**
             * @description Event identifier
             * @example evt_abc123
             */
            event_id: string;
            /**
             * @description The lead it belongs to
             * @example lead_abc123
             */
            lead_id: string;
        };
        IngestBatchAnswer: {
            results: ({
                /**
                 * @description Event identifier
                 * @example evt_abc123
                 */
                event_id: string;
                /**
                 * @description The lead it belongs to
                 * @example lead_abc123
                 */
                lead_id: string;
                /** @constant */
                status: 202;
            } | {
                /**
                 * @description The status the event would have got on its own
                 * @example 400
                 */
                status: number;
                /** @example invalid_content */
                code: string;
                detail: string;
                errors?: {
                    pointer: string;
                    detail: string;
                }[];
            })[];
        };
        Isolation: {
            /** @description The OU whose rows are counted; null if none is selected */
            unit_id: string | null;
            tables: {
                /**
                 * @description The table's name in the database
                 * @example leads
                 */
                table: string;
                /**
                 * @description Who its rows belong to: an OU, the organization, or nobody
                 * @enum {string}
                 */
                apart: "org_unit" | "organization" | "nobody";
                /**
                 * @description Forced: it applies to the table's owner too
                 * @enum {string}
                 */
                row_security: "forced" | "enabled" | "off";
                /** @description The rows that you can access, counted up to 10,000 */
                rows: number;
                policies: components["schemas"]["PolicyText"][];
            }[];
        };
        PolicyText: {
            /** @example leads_read */
            name: string;
            /**
             * @description The commands it applies to
             * @enum {string}
             */
            command: "select" | "insert" | "update" | "delete" | "all";
            /**
             * @description The rule in words
             * @example Read rows of the active org unit.
             */
            meaning: string;
            /** @description The rows that can be read, as SQL */
            using: string | null;
            /** @description The rows that can be written, as SQL; null: the same rows */
            check: string | null;
        };
        IsolationCheck: {
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            checked_at: string;
            /** @description The OU of the check; null if none is selected */
            unit_id: string | null;
            passed: boolean;
            tables: {
                /**
                 * @description The table's name in the database
                 * @example leads
                 */
                table: string;
                /** @description Whether row-level security is on and applies to everyone */
                forced: boolean;
                /** @description The number of policies; without any, nobody reaches a row */
                policies: number;
                /** @description Rows visible without an organization: must be 0 */
                rows_without_scope: number;
                /** @description Rows of other organizations visible in yours: must be 0 */
                rows_of_other_organizations: number | null;
                /** @description Other OUs visible in the OU of the check: must be 0 */
                other_org_units: number | null;
                passed: boolean;
            }[];
        };
        LeadPage: {
            leads: components["schemas"]["Lead"][];
            /** @description The number of leads; see the X-Total-Exact header */
            total: number;
            page: number;
            limit: number;
        };
        Lead: {
            /** @example org_abc123 */
            org_id: string;
            /**
             * @description Lead identifier
             * @example lead_abc123
             */
            lead_id: string;
            /**
             * @description The sum of the points from active rules
             * @example 120
             */
            score: number;
            /**
             * @description The ruleset that gives the most points, if any
             * @example rset_a
             */
            ruleset_id: string | null;
            last_event_at: string | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            updated_at: string;
            /**
             * @description The person responsible for the lead
             * @example Grace Okafor
             */
            owner_name: string | null;
            /**
             * @description Points by engagement ruleset id; rulesets that give none are left out
             * @example {
             *       "rset_a": 90
             *     }
             */
            engagement_scores: {
                [key: string]: number;
            };
            /**
             * @description Points by profile ruleset id; rulesets that give none are left out
             * @example {
             *       "rset_b": 30
             *     }
             */
            profile_scores: {
                [key: string]: number;
            };
            /**
             * @description Names of the rulesets that give points, by id
             * @example {
             *       "rset_a": "Website"
             *     }
             */
            ruleset_names: {
                [key: string]: string | null;
            };
            /** @description The engagement ruleset that gives the most points */
            engagement_primary_ruleset_name: string | null;
            /** @description The profile ruleset that gives the most points */
            profile_primary_ruleset_name: string | null;
        };
        LeadDetail: {
            /** @example org_abc123 */
            org_id: string;
            /**
             * @description Lead identifier
             * @example lead_abc123
             */
            lead_id: string;
            /**
             * @description The sum of the points from active rules
             * @example 120
             */
            score: number;
            /**
             * @description The ruleset that gives the most points, if any
             * @example rset_a
             */
            ruleset_id: string | null;
            last_event_at: string | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            updated_at: string;
            /**
             * @description The person responsible for the lead
             * @example Grace Okafor
             */
            owner_name: string | null;
            /**
             * @description Points by engagement ruleset id; rulesets that give none are left out
             * @example {
             *       "rset_a": 90
             *     }
             */
            engagement_scores: {
                [key: string]: number;
            };
            /**
             * @description Points by profile ruleset id; rulesets that give none are left out
             * @example {
             *       "rset_b": 30
             *     }
             */
            profile_scores: {
                [key: string]: number;
            };
            /**
             * @description Names of the rulesets that give points, by id
             * @example {
             *       "rset_a": "Website"
             *     }
             */
            ruleset_names: {
                [key: string]: string | null;
            };
            /** @description The engagement ruleset that gives the most points */
            engagement_primary_ruleset_name: string | null;
            /** @description The profile ruleset that gives the most points */
            profile_primary_ruleset_name: string | null;
            profile: {
                [key: string]: string | number | boolean | null;
            };
            aliases: {
                /**
                 * @description The kind of alias
                 * @example email
                 * @enum {string}
                 */
                alias_kind: "email" | "phone" | "external_id" | "cookie" | "social";
                raw_value: string;
            }[];
            /** @description The latest 50, newest first */
            events: components["schemas"]["LeadEvent"][];
        };
        LeadEvent: {
            /** @example evt_abc123 */
            event_id: string;
            /** @example pricing_page_viewed */
            event_type: string;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            timestamp: string;
            metadata: {
                [key: string]: unknown;
            } | null;
        };
        Score: {
            /**
             * @description Lead identifier
             * @example lead_abc123
             */
            lead_id: string;
            /**
             * @description The sum of the points from active rules
             * @example 120
             */
            score: number;
            /**
             * @description The ruleset that gives the most points, if any
             * @example rset_a
             */
            ruleset_id: string | null;
            /**
             * @description Points by engagement ruleset id; rulesets that give none are left out
             * @example {
             *       "rset_a": 90
             *     }
             */
            engagement_scores: {
                [key: string]: number;
            };
            /**
             * @description Points by profile ruleset id; rulesets that give none are left out
             * @example {
             *       "rset_b": 30
             *     }
             */
            profile_scores: {
                [key: string]: number;
            };
        };
        Me: {
            /**
             * @description Unique member identifier
             * @example mem_abc123
             */
            org_member_id: string;
            /**
             * @description Organization identifier
             * @example org_abc123
             */
            org_id: string;
            /**
             * @description Member's first name
             * @example Ada
             */
            first_name: string;
            /**
             * @description Member's last name
             * @example Lovelace
             */
            last_name: string;
            /**
             * @description Member's email address
             * @example ada@example.com
             */
            email: string;
            /**
             * @description Organization-level role: admin, editor, or viewer
             * @example editor
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            active_ou: components["schemas"]["ActiveOrgUnit"] | null;
            /** @description What the request was sent with */
            credential: {
                /** @enum {string} */
                kind: "token" | "session";
                /** @example tok_abc123 */
                id: string;
                /** @description What it may be used for; a session has every scope */
                scopes: ("read" | "ingest" | "write" | "admin")[];
                /** @description The only OU that it reaches; null for no such limit */
                unit_id: string | null;
            };
        };
        ActiveOrgUnit: {
            /**
             * @description Unique Organizational Unit identifier
             * @example unit_emea
             */
            unit_id: string;
            /**
             * @description Parent organization identifier
             * @example org_abc123
             */
            org_id: string;
            /**
             * @description Display name
             * @example EMEA Sales
             */
            name: string;
            /**
             * @description URL-friendly identifier
             * @example emea-sales
             */
            slug: string;
            /**
             * @description Reference ID from an external system (e.g., Salesforce business unit ID)
             * @example sf_bu_001
             */
            external_ref: string | null;
            /**
             * @description A heading that it shares with others in lists; groups have no meaning beyond that
             * @example Europe
             */
            group: string | null;
            /**
             * @description Whether this is the default OU for the organization
             * @example false
             */
            is_default: boolean;
            /** @enum {string} */
            role: "admin" | "editor" | "viewer";
        };
        OwnEmail: {
            /**
             * @description The address you sign in with
             * @example ada@example.com
             */
            email: string;
            /** @description The change waiting to be confirmed, or null */
            pending: components["schemas"]["PendingEmail"] | null;
        };
        PendingEmail: {
            /**
             * @description The new address, where the link was sent
             * @example ada@example.org
             */
            email: string;
            /**
             * Format: date-time
             * @description When the link stops working
             * @example 2025-06-01T10:00:00Z
             */
            expires_at: string;
        };
        Member: {
            /**
             * @description Unique member identifier
             * @example mem_abc123
             */
            org_member_id: string;
            /**
             * @description Member's first name
             * @example Ada
             */
            first_name: string;
            /**
             * @description Member's last name
             * @example Lovelace
             */
            last_name: string;
            /**
             * @description Member's email address
             * @example ada@example.com
             */
            email: string;
            /**
             * @description Organization-level role: admin, editor, or viewer
             * @example editor
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            /**
             * @description `invited` until they choose their own password; `deactivated` members have no access but keep their memberships
             * @example active
             * @enum {string}
             */
            status: "invited" | "active" | "deactivated";
            /** @description List of Organizational Unit memberships */
            ou_memberships: {
                /**
                 * @description Organizational Unit identifier
                 * @example unit_default
                 */
                unit_id: string;
                /**
                 * @description Organizational Unit name
                 * @example Default
                 */
                unit_name: string;
                /**
                 * @description Role within the OU
                 * @example editor
                 * @enum {string}
                 */
                role: "admin" | "editor" | "viewer";
                /** @description When the access ends by itself; null for no end */
                expires_at: string | null;
            }[];
            /**
             * Format: date-time
             * @description When the member was added
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
        };
        InvitedMember: {
            /**
             * @description The index in `members`, from 0
             * @example 0
             */
            index: number;
            /**
             * @description The address as sent
             * @example ada@example.com
             */
            email: string;
            /**
             * @description `exists`: a member already has this address, or an earlier row does, and stays unchanged. `refused`: the address has been sent enough invitations for now; nothing was done
             * @enum {string}
             */
            result: "invited" | "exists" | "invalid" | "refused";
            /**
             * @description Unique member identifier
             * @example mem_abc123
             */
            org_member_id?: string;
            /**
             * @description `invited` until they choose their own password; `deactivated` members have no access but keep their memberships
             * @example active
             * @enum {string}
             */
            status?: "invited" | "active" | "deactivated";
            /** @description For a refused row: the seconds until it may be sent again */
            retry_after?: number;
            /** @description What is wrong with the row or why it was refused, with JSON Pointers into the body */
            errors?: {
                pointer: string;
                detail: string;
            }[];
        };
        ResentInvitation: {
            /**
             * @description Unique member identifier
             * @example mem_abc123
             */
            org_member_id: string;
            /** @description The member's name; null if there is no such member */
            name: string | null;
            /** @description The address the mail goes to */
            email: string | null;
            /**
             * @description `not_invited`: active or deactivated, so nothing is sent. `unknown`: no such member. `refused`: the address has been sent an invitation too recently, or enough of them for now
             * @enum {string}
             */
            result: "sent" | "not_invited" | "unknown" | "refused";
            /**
             * @description Why it is refused
             * @enum {string}
             */
            code?: "too_soon" | "mail_budget_exhausted";
            /** @description The same as a sentence */
            detail?: string;
            /** @description For a refusal: the seconds until it may be sent */
            retry_after?: number;
        };
        UpdatedMember: {
            /**
             * @description The index in `members`, from 0
             * @example 0
             */
            index: number;
            /**
             * @description The address as sent
             * @example ada@example.com
             */
            email: string;
            /**
             * @description `unknown`: no member has the address. `refused`: only in a dry run, with the `code`
             * @enum {string}
             */
            result: "updated" | "unchanged" | "unknown" | "invalid" | "refused";
            /**
             * @description Unique member identifier
             * @example mem_abc123
             */
            org_member_id?: string;
            /** @description What changes */
            fields?: ("first_name" | "last_name" | "role")[];
            /** @example last_admin */
            code?: string;
            errors?: {
                pointer: string;
                detail: string;
            }[];
        };
        Made: {
            service_accounts: {
                /**
                 * @description Identifier of the service account
                 * @example sec_abc123
                 */
                secret_id: string;
                /**
                 * @description The OU it works in
                 * @example unit_abc123
                 */
                unit_id: string;
                /** @example EMEA Sales */
                unit_name: string;
                /** @example Website */
                name: string;
                /**
                 * Format: date-time
                 * @example 2025-06-01T10:00:00Z
                 */
                created_at: string;
            }[];
            /** @description Invitations they sent that have not been accepted */
            invitations: {
                /**
                 * @description The invited member
                 * @example mem_def456
                 */
                org_member_id: string;
                /** @example Grace */
                first_name: string;
                /** @example Hopper */
                last_name: string;
                /** @example grace@example.com */
                email: string;
                /** @enum {string} */
                role: "admin" | "editor" | "viewer";
            }[];
            /** @description Webhook endpoints; none in one OU, because they belong to the organization */
            webhook_endpoints: {
                /** @example whe_abc123 */
                id: string;
                /** @example https://example.com/hooks */
                url: string;
                /**
                 * Format: date-time
                 * @example 2025-06-01T10:00:00Z
                 */
                created_at: string;
            }[];
        };
        Credentials: {
            sessions: {
                /** @example ses_abc123 */
                id: string;
                /**
                 * Format: date-time
                 * @description When the member signed in
                 * @example 2025-06-01T10:00:00Z
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @description Last request, to the minute
                 * @example 2025-06-01T10:00:00Z
                 */
                last_seen_at: string;
                user_agent: string | null;
                /** @example 192.0.2.7 */
                ip: string | null;
            }[];
            tokens: components["schemas"]["Token"][];
            service_accounts: {
                /**
                 * @description Identifier of the service account
                 * @example sec_abc123
                 */
                secret_id: string;
                /**
                 * @description The OU it works in
                 * @example unit_abc123
                 */
                unit_id: string;
                /** @example Website */
                name: string;
                /**
                 * Format: date-time
                 * @example 2025-06-01T10:00:00Z
                 */
                created_at: string;
            }[];
        };
        Token: {
            /**
             * @description Token identifier
             * @example tok_abc123
             */
            id: string;
            /**
             * @description What the token is for
             * @example CI
             */
            name: string;
            /**
             * @description What it may be used for
             * @example [
             *       "read",
             *       "ingest",
             *       "write",
             *       "admin"
             *     ]
             */
            scopes: ("read" | "ingest" | "write" | "admin")[];
            /**
             * @description The only OU that it reaches; null for all that its member reaches
             * @example null
             */
            unit_id: string | null;
            /** @description When it stops working; null for never */
            expires_at: string | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Last use, to the minute; null for never */
            last_used_at: string | null;
        };
        PendingInvitation: {
            /**
             * @description The address it was sent to
             * @example ada@example.com
             */
            email: string;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            created_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /** @description Whether it waits for another admin because its sender may no longer invite */
            waiting: boolean;
        };
        Invitation: {
            /**
             * @description The address the mail goes to
             * @example ada@example.com
             */
            email: string;
            /**
             * Format: date-time
             * @description When the link stops working, used or not
             * @example 2025-06-01T10:00:00Z
             */
            expires_at: string;
        };
        InvitationLink: {
            /**
             * @description Whoever opens it chooses the member's password, so give it only to the member; null in a repeated answer
             * @example https://admin.example.com/invitation/lnk_…
             */
            url: string | null;
            /**
             * Format: date-time
             * @description When the link stops working, used or not
             * @example 2025-06-01T10:00:00Z
             */
            expires_at: string;
        };
        TimelineEvent: {
            /**
             * @description What happened. To a mail: `queued`, `kept` locally because no provider is configured, `sent`, `failed`
             *     permanently, and the provider's reports `delivered`, `bounced`, `complained`. To a link: `link_copied` without an
             *     e-mail, `link_opened` for the first time, `link_ended` by a newer one, `link_expired`. `accepted`: the member chose a password
             * @example delivered
             * @enum {string}
             */
            event: "queued" | "kept" | "sent" | "failed" | "delivered" | "bounced" | "complained" | "link_copied" | "link_opened" | "link_ended" | "link_expired" | "accepted";
            /**
             * Format: date-time
             * @description When it happened
             * @example 2025-06-01T10:00:00Z
             */
            at: string;
            /**
             * @description The address concerned
             * @example ada@example.com
             */
            email: string;
            /** @description Why a mail failed, bounced or is not sent yet; for `accepted`, `initial_password` if no link was used; otherwise null */
            detail: string | null;
        };
        Message: {
            /**
             * @description Unique message identifier
             * @example msg_abc123
             */
            message_id: string;
            /**
             * @example invitation
             * @enum {string}
             */
            kind: "invitation" | "password_reset" | "password_changed" | "email_confirmation" | "email_changed" | "new_sign_in" | "ou_access_granted" | "audit_checkpoint" | "several_ous_granted" | "access_ending" | "granted_access_ending" | "access_review" | "webhook_disabled" | "notices";
            /**
             * @description The member it concerns
             * @example mem_abc123
             */
            org_member_id: string;
            /**
             * @description The recipient's address
             * @example ada@example.com
             */
            to: string;
            /**
             * @description `kept`: stored locally, because no provider is configured. `failed`: permanently refused or given up. `delivered`, `bounced` and `complained` are the provider's reports about sent mail
             * @example delivered
             * @enum {string}
             */
            status: "queued" | "sent" | "kept" | "failed" | "delivered" | "bounced" | "complained";
            /**
             * @description Why it failed, bounced or is not sent yet, as a short code
             * @example rate_limit_exceeded 429
             */
            reason: string | null;
            /**
             * @description How often sending it was attempted
             * @example 1
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it was queued
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description When it leaves, if it waits: an organization's invitations leave at a limited pace, and notices beyond an address's budget are combined. Otherwise null */
            leaves_at: string | null;
            /** @description When it was taken by the provider */
            sent_at: string | null;
            /** @description When it was delivered */
            delivered_at: string | null;
            /** @description When it was returned */
            bounced_at: string | null;
            /** @description When it was marked as unwanted */
            complained_at: string | null;
            /** @description When it was given up */
            failed_at: string | null;
        };
        OpenApiDocument: {
            openapi: string;
        } & {
            [key: string]: unknown;
        };
        OrgUnit: {
            /**
             * @description Unique Organizational Unit identifier
             * @example unit_emea
             */
            unit_id: string;
            /**
             * @description Parent organization identifier
             * @example org_abc123
             */
            org_id: string;
            /**
             * @description Display name
             * @example EMEA Sales
             */
            name: string;
            /**
             * @description URL-friendly identifier
             * @example emea-sales
             */
            slug: string;
            /**
             * @description Reference ID from an external system (e.g., Salesforce business unit ID)
             * @example sf_bu_001
             */
            external_ref: string | null;
            /**
             * @description A heading that it shares with others in lists; groups have no meaning beyond that
             * @example Europe
             */
            group: string | null;
            /**
             * @description Whether this is the default OU for the organization
             * @example false
             */
            is_default: boolean;
        };
        OrgUnitAccess: {
            /** @example mem_abc123 */
            org_member_id: string;
            /** @example Ada */
            first_name: string;
            /** @example Lovelace */
            last_name: string;
            /** @example ada@example.com */
            email: string;
            /**
             * @description Only `active` members can use their access
             * @enum {string}
             */
            status: "invited" | "active" | "deactivated";
            /**
             * @description The role in the OU; an org admin is admin in every OU
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            /** @enum {string} */
            source: "org_admin" | "membership";
            /** @description Who granted the membership; null for an org admin or if unknown */
            granted_by: {
                org_member_id: string;
                /** @example Grace Hopper */
                name: string;
            } | null;
            granted_at: string | null;
            /** @description When the access ends by itself */
            expires_at: string | null;
            /** @description Their last request anywhere in the organization, to the minute, as far as live sessions and tokens show it; only for org admins */
            last_active_at: string | null;
        };
        OuMembership: {
            /**
             * @description Unique member identifier
             * @example mem_abc123
             */
            org_member_id: string;
            /** @example Ada */
            first_name: string;
            /** @example Lovelace */
            last_name: string;
            /** @example ada@example.com */
            email: string;
            /**
             * @description Role within the OU
             * @example editor
             * @enum {string}
             */
            role: "admin" | "editor" | "viewer";
            /**
             * Format: date-time
             * @description When access was granted
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description When the access ends by itself; null for no end */
            expires_at: string | null;
        };
        RulesetCopies: {
            rulesets: {
                /** @example Website engagement */
                name: string;
                /**
                 * @description Whether its rules match a lead's events or its profile
                 * @example engagement
                 * @enum {string}
                 */
                kind: "engagement" | "profile";
                /** @description Whether its rules apply, within its active period */
                active: boolean;
                /** @description When it starts to count; null: from the beginning */
                starts_at: string | null;
                /** @description When it stops counting; null: never */
                ends_at: string | null;
                /**
                 * @description A lead whose score rises above it causes the event `lead.score_crossed`; null: none
                 * @example 80
                 */
                score_above: number | null;
                rules: {
                    /** @example pricing_page_viewed */
                    event_type?: string;
                    /** @example employees */
                    profile_field?: string;
                    /** @enum {string} */
                    operator?: "equals" | "not_equals" | "contains" | "greater_than" | "less_than";
                    /** @example 250 */
                    value?: string | number | boolean;
                    /** @example 15 */
                    weight: number;
                    active: boolean;
                }[];
            }[];
        };
        Organization: {
            /**
             * @description Organization identifier
             * @example org_abc123
             */
            org_id: string;
            /**
             * @description Display name
             * @example Acme
             */
            name: string;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
        };
        Readiness: {
            /** @constant */
            status: "ready";
        };
        Ruleset: {
            /**
             * @description Ruleset identifier
             * @example rset_abc123
             */
            id: string;
            /** @example Website engagement */
            name: string;
            /**
             * @description Whether its rules match a lead's events or its profile
             * @example engagement
             * @enum {string}
             */
            kind: "engagement" | "profile";
            /** @description Whether its rules apply, within its active period */
            active: boolean;
            /** @description When it starts to count; null: from the beginning */
            starts_at: string | null;
            /** @description When it stops counting; null: never */
            ends_at: string | null;
            /**
             * @description A lead whose score rises above it causes the event `lead.score_crossed`; null: none
             * @example 80
             */
            score_above: number | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            updated_at: string;
        };
        RulesetPreview: {
            /** @description The number of leads in the OU */
            leads: number;
            /** @description The number of leads whose score would change */
            changed: number;
            raised: number;
            lowered: number;
            /** @description The number of leads that would move by `from` to `to` points, inclusive; null: unbounded */
            distribution: {
                from: number | null;
                to: number | null;
                leads: number;
            }[];
        };
        Rule: {
            /**
             * @description Rule identifier
             * @example rule_abc123
             */
            id: string;
            /**
             * @description The ruleset it belongs to
             * @example rset_abc123
             */
            ruleset_id: string;
            /** @example pricing_page_viewed */
            event_type?: string;
            /** @example employees */
            profile_field?: string;
            /** @enum {string} */
            operator?: "equals" | "not_equals" | "contains" | "greater_than" | "less_than";
            /** @example 250 */
            value?: string | number | boolean;
            /** @example 15 */
            weight: number;
            active: boolean;
            /** @description Its place on the Rules page, once a rule of its ruleset has been moved; null: after those that have one, oldest first */
            position: number | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
        };
        ScoreExplanation: {
            /**
             * @description Lead identifier
             * @example lead_abc123
             */
            lead_id: string;
            /**
             * @description The sum of the points from active rules
             * @example 120
             */
            score: number;
            rules: {
                /** @example rule_abc123 */
                rule_id: string;
                /** @example rset_abc123 */
                ruleset_id: string;
                ruleset_name: string | null;
                /** @enum {string} */
                kind: "engagement" | "profile";
                event_type: string | null;
                profile_field: string | null;
                operator: string | null;
                /** @description The value a profile rule compares with, as text */
                value: string | null;
                weight: number;
                /**
                 * @description The number of events it counts; 1 for a profile rule
                 * @example 6
                 */
                times: number;
                /**
                 * @description weight × times
                 * @example 90
                 */
                points: number;
                /** @description Its latest ten among the lead's latest thousand events, newest first */
                events: {
                    event_id: string;
                    /**
                     * Format: date-time
                     * @example 2025-06-01T10:00:00Z
                     */
                    timestamp: string;
                }[];
            }[];
        };
        ScoreHistory: {
            /**
             * @description Lead identifier
             * @example lead_abc123
             */
            lead_id: string;
            /** @description The latest 200 changes, oldest first */
            history: {
                /**
                 * Format: date-time
                 * @example 2025-06-01T10:00:00Z
                 */
                timestamp: string;
                score: number;
            }[];
        };
        ScoringState: {
            /** @enum {string} */
            state: "current" | "waiting" | "recomputing";
            /** @description When the scores shown now were completed */
            scored_at: string | null;
            leads_done: number;
            leads_total: number;
            started_at: string | null;
        };
        Secret: {
            /**
             * @description Identifier of the service account
             * @example sec_abc123
             */
            secret_id: string;
            /**
             * @description The OU it works in
             * @example unit_abc123
             */
            unit_id: string;
            /**
             * @description The HTTP Basic user name
             * @example lv_ci_…
             */
            client_id: string;
            /**
             * @description What the service account is for
             * @example Website
             */
            name: string;
            /** @description Whether to treat the events it sends as consented to at their source */
            trust_upstream_consent: boolean;
            /**
             * @description What it may be used for: to `read` the OU's data, to send events (`ingest`), to change leads and rules (`write`)
             * @example [
             *       "ingest"
             *     ]
             */
            scopes: ("read" | "ingest" | "write")[];
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            created_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /** @description Last use, to the minute; null for never */
            last_used_at: string | null;
        };
        CreatedSecret: {
            /**
             * @description Identifier of the service account
             * @example sec_abc123
             */
            secret_id: string;
            /**
             * @description The OU it works in
             * @example unit_abc123
             */
            unit_id: string;
            /**
             * @description The HTTP Basic user name
             * @example lv_ci_…
             */
            client_id: string;
            /**
             * @description What the service account is for
             * @example Website
             */
            name: string;
            /** @description Whether to treat the events it sends as consented to at their source */
            trust_upstream_consent: boolean;
            /**
             * @description What it may be used for: to `read` the OU's data, to send events (`ingest`), to change leads and rules (`write`)
             * @example [
             *       "ingest"
             *     ]
             */
            scopes: ("read" | "ingest" | "write")[];
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            created_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /** @description Last use, to the minute; null for never */
            last_used_at: string | null;
            /**
             * @description The HTTP Basic password; only shown once; null in a repeated answer
             * @example lv_cs_…
             */
            client_secret: string | null;
        };
        Session: {
            /**
             * @description Session identifier
             * @example ses_abc123
             */
            id: string;
            /**
             * Format: date-time
             * @description When the member signed in
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Last request, to the minute
             * @example 2025-06-01T10:00:00Z
             */
            last_seen_at: string;
            /** @description The browser's user agent, or null */
            user_agent: string | null;
            /**
             * @description The address of the sign-in, or null
             * @example 192.0.2.7
             */
            ip: string | null;
            /** @description Whether this request used it */
            current: boolean;
        };
        CreatedToken: {
            /**
             * @description Token identifier
             * @example tok_abc123
             */
            id: string;
            /**
             * @description What the token is for
             * @example CI
             */
            name: string;
            /**
             * @description What it may be used for
             * @example [
             *       "read",
             *       "ingest",
             *       "write",
             *       "admin"
             *     ]
             */
            scopes: ("read" | "ingest" | "write" | "admin")[];
            /**
             * @description The only OU that it reaches; null for all that its member reaches
             * @example null
             */
            unit_id: string | null;
            /** @description When it stops working; null for never */
            expires_at: string | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Last use, to the minute; null for never */
            last_used_at: string | null;
            /**
             * @description The secret; only shown once; null in a repeated answer
             * @example lv_pat_…
             */
            token: string | null;
        };
        SavedView: {
            /**
             * @description Identifier of the view
             * @example view_abc123
             */
            id: string;
            /** @example Admins */
            name: string;
            /**
             * @description Parameters of `GET /members`, as in an address. What is not valid is ignored when the view is opened
             * @example role=admin&sort=name
             */
            query: string;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
        };
        TopLeads: {
            leads: {
                /**
                 * @description Lead identifier
                 * @example lead_abc123
                 */
                lead_id: string;
                /**
                 * @description The sum of the points from active rules
                 * @example 120
                 */
                score: number;
                last_event_at: string | null;
            }[];
        };
        WebhookEndpoint: {
            /**
             * @description Unique endpoint identifier
             * @example whe_abc123
             */
            id: string;
            /** @example https://example.com/hooks */
            url: string;
            /** @example CRM */
            description: string;
            /**
             * @example [
             *       "member.*"
             *     ]
             */
            event_types: string[];
            /** @example unit_abc123 */
            unit_id: string | null;
            /** @description Whether events are sent to it */
            active: boolean;
            /** @description Why it was disabled by itself: it answered 410 (`gone`), or failed for five days (`failing`) */
            disabled_reason: ("gone" | "failing") | null;
            /** @description When the failures began, if the last attempt failed */
            failing_since: string | null;
            /** @description Until when the secret before the last rotation signs too */
            previous_secret_until: string | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            created_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
        };
        WebhookEndpointWithSecret: {
            /**
             * @description Unique endpoint identifier
             * @example whe_abc123
             */
            id: string;
            /** @example https://example.com/hooks */
            url: string;
            /** @example CRM */
            description: string;
            /**
             * @example [
             *       "member.*"
             *     ]
             */
            event_types: string[];
            /** @example unit_abc123 */
            unit_id: string | null;
            /** @description Whether events are sent to it */
            active: boolean;
            /** @description Why it was disabled by itself: it answered 410 (`gone`), or failed for five days (`failing`) */
            disabled_reason: ("gone" | "failing") | null;
            /** @description When the failures began, if the last attempt failed */
            failing_since: string | null;
            /** @description Until when the secret before the last rotation signs too */
            previous_secret_until: string | null;
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description Who made it, with their name at the time, even if they have been removed since; null if unknown */
            created_by: {
                /**
                 * @description Unique member identifier
                 * @example mem_abc123
                 */
                org_member_id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /**
             * @description Signs every delivery; only shown once; null in a repeated answer
             * @example whsec_…
             */
            secret: string | null;
        };
        WebhookDelivery: {
            /**
             * @description Unique delivery identifier, sent as `webhook-id`
             * @example whd_abc123
             */
            id: string;
            /** @example whe_abc123 */
            endpoint_id: string;
            /**
             * @description The event's type
             * @example member.created
             */
            type: string;
            /**
             * @description `failed`: given up; it can be sent again
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed";
            /**
             * Format: date-time
             * @example 2025-06-01T10:00:00Z
             */
            created_at: string;
            /** @description When it is sent next; null if it is not pending */
            next_attempt_at: string | null;
            /** @description The body. Names of erased persons are null */
            request: {
                type: string;
                timestamp: string;
                data: unknown;
            };
            /** @description The latest 20 attempts, oldest first */
            attempts: {
                /**
                 * Format: date-time
                 * @example 2025-06-01T10:00:00Z
                 */
                at: string;
                url: string;
                /** @description How long it took */
                milliseconds: number;
                /**
                 * @description The status of the answer; null without one
                 * @example 204
                 */
                status: number | null;
                /**
                 * @description Why there was no answer, as a short code
                 * @example timeout
                 */
                error: string | null;
                /** @description The beginning of the answer's body, 1 kB at most */
                answer: string | null;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The limits that the request counts toward: `"credential-reads";q=200;w=2, "organization-reads";q=1000;w=2` for reads; `"credential-writes";q=50;w=2, "organization-writes";q=250;w=2` for writes; `"credential-ingest";q=100;w=2, "organization-ingest";q=500;w=2` for `POST /ingest` */
        RateLimitPolicy: string;
        /** @description For each of these limits: `r` more requests may come now, and in `t` seconds it is full again */
        RateLimit: string;
    };
    pathItems: never;
}
export interface operations {
    getMcpMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtectedResourceMetadata"];
                };
            };
        };
    };
    listAccessChanges: {
        parameters: {
            query?: {
                /** @description The page size. Without `limit` and `cursor` you get the whole list; `cursor` alone uses 50 */
                limit?: number;
                /** @description Where to continue, from a `Link` header; opaque, and valid only for the same `sort` */
                cursor?: string;
                /** @description Only changes that concern this member */
                org_member_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessChange"][];
                };
            };
        };
    };
    changeAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessChangeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessChangeDiff"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessChangeDiff"];
                };
            };
        };
    };
    getAccessChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessChangeDetail"];
                };
            };
        };
    };
    undoAccessChange: {
        parameters: {
            query?: {
                /** @description `true` leaves out items that have changed since and undoes the others */
                skip_superseded?: "true" | "false";
            };
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessChangeDiff"];
                };
            };
        };
    };
    getAccessMatrix: {
        parameters: {
            query?: {
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /** @description Only members with this organization-level role */
                role?: "admin" | "editor" | "viewer";
                /** @description Only members with this status */
                status?: "invited" | "active" | "deactivated";
                /** @description `true`: only members with a membership that ends within 7 days, as far as you can see */
                expiring?: "true";
                /** @description Only those whose name or external reference contains this text, ignoring case and accents. An empty search matches everything */
                unit_search?: string;
                /** @description The index of the section's first member; 0 by default */
                row?: number;
                /** @description How many members the section has; 50 by default */
                rows?: number;
                /** @description The index of the section's first org unit; 0 by default */
                column?: number;
                /** @description How many org units the section has; 20 by default */
                columns?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessMatrix"];
                };
            };
        };
    };
    exportAccessMatrix: {
        parameters: {
            query?: {
                /** @description Defaults to csv */
                format?: "csv" | "json";
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /** @description Only members with this organization-level role */
                role?: "admin" | "editor" | "viewer";
                /** @description Only members with this status */
                status?: "invited" | "active" | "deactivated";
                /** @description `true`: only members with a membership that ends within 7 days, as far as you can see */
                expiring?: "true";
                /** @description Only those whose name or external reference contains this text, ignoring case and accents. An empty search matches everything */
                unit_search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessMatrixRow"][];
                    "text/csv": string;
                };
            };
        };
    };
    listAccessReviews: {
        parameters: {
            query?: {
                /** @description The page size. Without `limit` and `cursor` you get the whole list; `cursor` alone uses 50 */
                limit?: number;
                /** @description Where to continue, from a `Link` header; opaque, and valid only for the same `sort` */
                cursor?: string;
                /** @description Only open or only closed reviews */
                status?: "open" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReview"][];
                };
            };
        };
    };
    startAccessReview: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessReviewRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReviewDetail"];
                };
            };
        };
    };
    getAccessReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReviewDetail"];
                };
            };
        };
    };
    closeAccessReview: {
        parameters: {
            query?: {
                /** @description `true` closes nothing and says what would happen */
                dry_run?: "true" | "false";
            };
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReviewClosing"];
                };
            };
        };
    };
    exportAccessReview: {
        parameters: {
            query?: {
                /** @description Defaults to csv */
                format?: "csv" | "json";
                /** @description Only items with this decision; `none`: only undecided ones */
                decision?: "keep" | "remove" | "none";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReviewItem"][];
                    "text/csv": string;
                };
            };
        };
    };
    listAccessReviewItems: {
        parameters: {
            query?: {
                /** @description The page size. Without `limit` and `cursor` you get the whole list; `cursor` alone uses 50 */
                limit?: number;
                /** @description Where to continue, from a `Link` header; opaque, and valid only for the same `sort` */
                cursor?: string;
                /** @description Only items with this decision; `none`: only undecided ones */
                decision?: "keep" | "remove" | "none";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReviewItem"][];
                };
            };
        };
    };
    decideAccessReviewItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessReviewDecision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReviewItem"];
                };
            };
        };
    };
    keepRemainingAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeepRemainingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptRemaining"];
                };
            };
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /** @description The page size; 50 without it. The log always comes in pages */
                limit?: number;
                /** @description Where to continue, from a `Link` header; opaque, and valid only for the same `sort` */
                cursor?: string;
                /** @description Only what this member or service account did */
                actor?: string;
                /** @description Only this action; if it ends in `.`, every action that begins with it */
                action?: string;
                /** @description Only what was done to the thing with this ID */
                target?: string;
                /** @description Only entries that concern this OU */
                unit_id?: string;
                /** @description Only entries from this moment on (RFC 3339) */
                since?: string;
                /** @description Only entries before this moment (RFC 3339) */
                until?: string;
                /** @description Only those whose actor's, target's or OU's name or ID, or ID or request ID contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntry"][];
                };
            };
        };
    };
    getAuditCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    exportAuditLog: {
        parameters: {
            query?: {
                /** @description Defaults to jsonl */
                format?: "jsonl" | "csv";
                /** @description Only what this member or service account did */
                actor?: string;
                /** @description Only this action; if it ends in `.`, every action that begins with it */
                action?: string;
                /** @description Only what was done to the thing with this ID */
                target?: string;
                /** @description Only entries that concern this OU */
                unit_id?: string;
                /** @description Only entries from this moment on (RFC 3339) */
                since?: string;
                /** @description Only entries before this moment (RFC 3339) */
                until?: string;
                /** @description Only those whose actor's, target's or OU's name or ID, or ID or request ID contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                    "text/csv": string;
                };
            };
        };
    };
    getAuditKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    ingest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What happened; you choose the name
                     * @example pricing_page_viewed
                     */
                    event_type: string;
                    /**
                     * @description The lead it belongs to, if you know its id
                     * @example lead_abc123
                     */
                    lead_id?: string;
                    /** @description The lead's aliases; required without `lead_id`. A new alias is added to the lead, or creates it */
                    aliases?: components["schemas"]["Alias"][];
                    /**
                     * Format: date-time
                     * @description When it happened (RFC 3339); defaults to now
                     * @example 2025-06-01T10:00:00Z
                     */
                    timestamp?: string;
                    /**
                     * @description Anything else about the event: at most 100,000 bytes of JSON, 1,000 keys and 32 levels
                     * @example {
                     *       "page": "/pricing",
                     *       "plan": "team"
                     *     }
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                } | {
                    /**
                     * @description What happened; you choose the name
                     * @example pricing_page_viewed
                     */
                    event_type: string;
                    /**
                     * @description The lead it belongs to, if you know its id
                     * @example lead_abc123
                     */
                    lead_id?: string;
                    /** @description The lead's aliases; required without `lead_id`. A new alias is added to the lead, or creates it */
                    aliases?: components["schemas"]["Alias"][];
                    /**
                     * Format: date-time
                     * @description When it happened (RFC 3339); defaults to now
                     * @example 2025-06-01T10:00:00Z
                     */
                    timestamp?: string;
                    /**
                     * @description Anything else about the event: at most 100,000 bytes of JSON, 1,000 keys and 32 levels
                     * @example {
                     *       "page": "/pricing",
                     *       "plan": "team"
                     *     }
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                }[];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestAnswer"] | components["schemas"]["IngestBatchAnswer"];
                };
            };
        };
    };
    getIsolation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Isolation"];
                };
            };
        };
    };
    checkIsolation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IsolationCheck"];
                };
            };
        };
    };
    listLeads: {
        parameters: {
            query?: {
                /** @description Page number, from 1; beyond the 10,000th lead, continue by cursor */
                page?: number;
                /** @description Leads per page; defaults to 25 */
                limit?: number;
                /** @description Where to continue, from a `Link` header. Equally fast at any depth; only valid for the same `sort` */
                cursor?: string;
                /** @description Only leads with at least this score */
                min_score?: number;
                /** @description Only leads with at most this score */
                max_score?: number;
                /** @description Only leads with an event of this type */
                event_type?: string;
                /** @description Only leads active in the last 7 or 30 days */
                last_active?: "7d" | "30d";
                /** @description Only leads created in that period; days are in UTC */
                range?: "today" | "yesterday" | "last_7d" | "last_30d" | "last_90d";
                /** @description Only what was made or changed at this time or later (RFC 3339) */
                updated_since?: string;
                /** @description Only leads whose owner, profile name or company contains this text (ignoring case and accents), or with an alias that begins with it */
                search?: string;
                /** @description The order; defaults to -score, highest first */
                sort?: "-score" | "score" | "-last_event_at" | "last_event_at" | "-created_at" | "created_at";
            };
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadPage"];
                };
            };
        };
    };
    createLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
        };
    };
    getLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description Versions that you have; the answer is 304 if one of them is current */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Lead identifier. The id of a merged lead leads to the lead it went into */
                leadID: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Lead identifier. The id of a merged lead leads to the lead it went into */
                leadID: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
        };
    };
    eraseLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Lead identifier. The id of a merged lead leads to the lead it went into */
                leadID: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getLeadScore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path: {
                /** @description Lead identifier. The id of a merged lead leads to the lead it went into */
                leadID: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Score"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    readOwnEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnEmail"];
                };
            };
        };
    };
    changeEmail: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEmail"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingEmail"];
                };
            };
        };
    };
    cancelEmailChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    reauthenticate: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reauthenticate"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description The page size. Without `limit` and `cursor` you get the whole list; `cursor` alone uses 50 */
                limit?: number;
                /** @description Where to continue, from a `Link` header; opaque, and valid only for the same `sort` */
                cursor?: string;
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /** @description Only members with this organization-level role */
                role?: "admin" | "editor" | "viewer";
                /** @description Only members with this status */
                status?: "invited" | "active" | "deactivated";
                /** @description Only members with a membership in this OU (org admins have access without one). `none`: only members without access to any OU, as far as you can see */
                unit_id?: string;
                /** @description `true`: only members with a membership that ends within 7 days, as far as you can see */
                expiring?: "true";
                /** @description The order; by default, and among equals, oldest first */
                sort?: "created_at" | "-created_at" | "name" | "-name" | "email" | "-email" | "role" | "-role";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"][];
                };
            };
        };
    };
    createMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMember"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    inviteMembers: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteMembers"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedMember"][];
                };
            };
        };
    };
    resendInvitations: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResendInvitations"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResentInvitation"][];
                };
            };
        };
    };
    updateMembers: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMembers"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdatedMember"][];
                };
            };
        };
    };
    exportMembers: {
        parameters: {
            query?: {
                /** @description Defaults to csv */
                format?: "csv" | "json";
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /** @description Only members with this organization-level role */
                role?: "admin" | "editor" | "viewer";
                /** @description Only members with this status */
                status?: "invited" | "active" | "deactivated";
                /** @description Only members with a membership in this OU (org admins have access without one). `none`: only members without access to any OU, as far as you can see */
                unit_id?: string;
                /** @description `true`: only members with a membership that ends within 7 days, as far as you can see */
                expiring?: "true";
                /** @description The order; by default, and among equals, oldest first */
                sort?: "created_at" | "-created_at" | "name" | "-name" | "email" | "-email" | "role" | "-role";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"][];
                    "text/csv": string;
                };
            };
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Versions that you have; the answer is 304 if one of them is current */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateMember: {
        parameters: {
            query?: {
                /** @description `true` also ends what they created; otherwise it stays */
                end_created?: "true" | "false";
            };
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMember"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    removeMember: {
        parameters: {
            query?: {
                /** @description `true` also ends what they created; otherwise it stays */
                end_created?: "true" | "false";
            };
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCreated: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    getCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credentials"];
                };
            };
        };
    };
    endCredentials: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    endCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
                /** @description Identifier of a session, a token or a service account */
                credential_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    deactivateMember: {
        parameters: {
            query?: {
                /** @description `true` also ends what they created; otherwise it stays */
                end_created?: "true" | "false";
            };
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    eraseMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingInvitation"];
                };
            };
        };
    };
    resendInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResendInvitation"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    copyInvitationLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
        };
    };
    reactivateMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getMemberTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Member identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEvent"][];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description The page size. Without `limit` and `cursor` you get the whole list; `cursor` alone uses 50 */
                limit?: number;
                /** @description Where to continue, from a `Link` header; opaque, and valid only for the same `sort` */
                cursor?: string;
                /** @description Only messages with this status */
                status?: "queued" | "sent" | "kept" | "failed" | "delivered" | "bounced" | "complained";
                /** @description Only messages about this member */
                org_member_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"][];
                };
            };
        };
    };
    getOpenApiDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
        };
    };
    listOrgUnits: {
        parameters: {
            query?: {
                /** @description The page size. Without `limit` and `cursor` you get the whole list; `cursor` alone uses 50 */
                limit?: number;
                /** @description Where to continue, from a `Link` header; opaque, and valid only for the same `sort` */
                cursor?: string;
                /** @description Only those whose name or external reference contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /** @description Only those of this group, ignoring case; without a value, those of none */
                group?: string;
                /** @description `true`: only those that nobody is admin of by a membership, as far as you can see */
                without_admin?: "true";
                /** @description Only what was made or changed at this time or later (RFC 3339) */
                updated_since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnit"][];
                };
            };
        };
    };
    createOrgUnit: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrgUnit"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnit"];
                };
            };
        };
    };
    getActiveOrgUnit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActiveOrgUnit"];
                };
            };
        };
    };
    setActiveOrgUnit: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetActiveOrgUnit"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getOrgUnit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Versions that you have; the answer is 304 if one of them is current */
                "If-None-Match"?: string;
            };
            path: {
                /** @description OU identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnit"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateOrgUnit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description OU identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrgUnit"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnit"];
                };
            };
        };
    };
    deleteOrgUnit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description OU identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    listOrgUnitAccess: {
        parameters: {
            query?: {
                /** @description The page size. Without `limit` and `cursor` you get the whole list; `cursor` alone uses 50 */
                limit?: number;
                /** @description Where to continue, from a `Link` header; opaque, and valid only for the same `sort` */
                cursor?: string;
                /** @description Only these roles in the OU; can be repeated */
                role?: ("admin" | "editor" | "viewer")[];
                /** @description Only access from this source */
                source?: "org_admin" | "membership";
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /** @description The order; by default by name */
                sort?: "name" | "-name" | "email" | "-email";
            };
            header?: never;
            path: {
                /** @description OU identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnitAccess"][];
                };
            };
        };
    };
    exportOrgUnitAccess: {
        parameters: {
            query?: {
                /** @description Defaults to csv */
                format?: "csv" | "json";
                /** @description Only these roles in the OU; can be repeated */
                role?: ("admin" | "editor" | "viewer")[];
                /** @description Only access from this source */
                source?: "org_admin" | "membership";
                /** @description Only those whose name or e-mail address contains this text, ignoring case and accents. An empty search matches everything */
                search?: string;
                /** @description The order; by default by name */
                sort?: "name" | "-name" | "email" | "-email";
            };
            header?: never;
            path: {
                /** @description OU identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnitAccess"][];
                    "text/csv": string;
                };
            };
        };
    };
    listOuMemberships: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description OU identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OuMembership"][];
                };
            };
        };
    };
    grantOuMembership: {
        parameters: {
            query?: {
                /** @description `true` also ends what they created; otherwise it stays */
                end_created?: "true" | "false";
            };
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description `*` to only create; refused with 412 if it exists already */
                "If-None-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description OU identifier */
                id: string;
                /** @description Member identifier */
                org_member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantOuMembership"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OuMembership"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OuMembership"];
                };
            };
        };
    };
    revokeOuMembership: {
        parameters: {
            query?: {
                /** @description `true` also ends what they created; otherwise it stays */
                end_created?: "true" | "false";
            };
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description OU identifier */
                id: string;
                /** @description Member identifier */
                org_member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCreatedInOrgUnit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description OU identifier */
                id: string;
                /** @description Member identifier */
                org_member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    copyRulesets: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description OU identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CopyRulesets"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesetCopies"];
                };
            };
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Versions that you have; the answer is 304 if one of them is current */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrganization"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    listRulesets: {
        parameters: {
            query?: {
                /** @description Only what was made or changed at this time or later (RFC 3339) */
                updated_since?: string;
            };
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ruleset"][];
                };
            };
        };
    };
    createRuleset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRuleset"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ruleset"];
                };
            };
        };
    };
    updateRuleset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Ruleset identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRuleset"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ruleset"];
                };
            };
        };
    };
    deleteRuleset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Ruleset identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    previewRuleset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Ruleset identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulesetPreviewInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesetPreview"];
                };
            };
        };
    };
    listRules: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path: {
                /** @description Ruleset identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"][];
                };
            };
        };
    };
    createRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Ruleset identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
        };
    };
    updateRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Ruleset identifier */
                id: string;
                /** @description Rule identifier */
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRule"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
        };
    };
    deleteRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Ruleset identifier */
                id: string;
                /** @description Rule identifier */
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getScore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path: {
                /** @description Lead identifier. The id of a merged lead leads to the lead it went into */
                leadID: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Score"];
                };
            };
        };
    };
    explainScore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path: {
                /** @description Lead identifier. The id of a merged lead leads to the lead it went into */
                leadID: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreExplanation"];
                };
            };
        };
    };
    getScoreHistory: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path: {
                /** @description Lead identifier. The id of a merged lead leads to the lead it went into */
                leadID: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreHistory"];
                };
            };
        };
    };
    getScoring: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoringState"];
                };
            };
        };
    };
    listSecrets: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"][];
                };
            };
        };
    };
    createSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSecret"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedSecret"];
                };
            };
        };
    };
    updateSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Identifier of the service account */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSecret"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
        };
    };
    revokeSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Identifier of the service account */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"][];
                };
            };
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Session identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"][];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateToken"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Token identifier */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"][];
                };
            };
        };
    };
    createView: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveView"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    updateView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveView"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    deleteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTopLeads: {
        parameters: {
            query?: {
                /** @description The number of leads; defaults to 10 */
                limit?: number;
            };
            header?: {
                /** @description The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access. */
                "X-Active-OU-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopLeads"];
                };
            };
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"][];
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookEndpoint"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Versions that you have; the answer is 304 if one of them is current */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookEndpoint"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409 */
                "If-Match"?: string;
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description The page size; 50 without it. Deliveries always come in pages */
                limit?: number;
                /** @description Where to continue, from a `Link` header; opaque, and valid only for the same `sort` */
                cursor?: string;
                /** @description Only deliveries with this status */
                status?: "pending" | "delivered" | "failed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"][];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveMailReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The delivery's id; a delivery that is sent again has the same id and is refused */
                "svix-id"?: string;
                /** @description When it was signed, in seconds since 1970; within five minutes of now */
                "svix-timestamp"?: string;
                /** @description `v1,` followed by the Base64 HMAC-SHA256 of id, time and body */
                "svix-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What happened; unknown types change nothing
                     * @example email.delivered
                     */
                    type: string;
                    /** @description When it happened */
                    created_at: string;
                    data: {
                        /** @description Resend's id of the mail */
                        email_id?: string;
                        /** @description When Resend accepted the mail */
                        created_at?: string;
                        /** @description The tags the mail was sent with: `org_id` and `message_id` */
                        tags?: {
                            [key: string]: string;
                        } | ({
                            name: string;
                            value: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        bounce?: {
                            type?: string;
                        } & {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
