import { ForAdmins } from "./for-admins";

/** For those who administer nothing, instead of access reviews. */
export const ReviewsForAdmins = () => (
  <ForAdmins page="Access reviews" title="Only admins review access">
    Org admins start reviews, and admins of the org units decide who keeps access.
  </ForAdmins>
);

/** For those who may not read access changes. */
export const ChangesForAdmins = () => (
  <ForAdmins page="Access changes" title="Only admins can see access changes">
    Org admins see all of them, and admins of an org unit see those that concern it.
  </ForAdmins>
);

/** For those who are not org admins, instead of the mail. */
export const MailForAdmins = () => (
  <ForAdmins page="Mail" title="Only org admins can see mail">
    It was sent to other members. Mail for you is in your own mailbox.
  </ForAdmins>
);

/** For those who administer no org unit, instead of the matrix. */
export const MatrixForAdmins = () => (
  <ForAdmins page="Access matrix" title="Only admins can see who has access to everything">
    Org admins see every org unit here, and admins of an org unit those that they administer.
  </ForAdmins>
);

/** For those who are not org admins, instead of the webhooks. */
export const WebhooksForAdmins = () => (
  <ForAdmins page="Webhooks" title="Only org admins can see webhooks">
    They tell other systems about everything in the organization, so only its admins see them and decide where events
    go.
  </ForAdmins>
);

/** For those who are not org admins, instead of the isolation of everything. */
export const IsolationForAdmins = () => (
  <ForAdmins page="Isolation" title="Only org admins can see isolation">
    It concerns the whole organization.
  </ForAdmins>
);
