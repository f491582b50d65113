import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Blank } from "./blank";
import { Link } from "./link";

/** Somebody who can help. */
export type Helper = { org_member_id: string; first_name: string; last_name: string };

type Props = {
  title: string;
  helpers: readonly Helper[];
  link?: { href: string; label: string };
  children?: ReactNode;
};

/** Shown to those who may not see something: why not, and the org admins whom they can ask. */
export function NoPermission({ title, helpers, link, children }: Props) {
  return (
    <Blank icon={Lock} title={title} {...(link ? { link } : {})}>
      {children}
      {helpers.length > 0 && (
        <p className="mt-2">
          You can ask{" "}
          {helpers.map(({ org_member_id: id, first_name, last_name }, index) => (
            <span key={id}>
              {index > 0 && (index === helpers.length - 1 ? " or " : ", ")}
              <Link href={`/dashboard/members/${id}`} className="wrap-anywhere underline">
                {first_name} {last_name}
              </Link>
            </span>
          ))}
          , {helpers.length === 1 ? "an org admin" : "org admins"}.
        </p>
      )}
    </Blank>
  );
}
