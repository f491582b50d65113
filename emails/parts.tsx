import { Button } from "@react-email/button";
import { Link } from "@react-email/link";
import { Text } from "@react-email/text";
import type { ReactNode } from "react";
import { appUrl } from "@/lib/env";
import { numberText } from "@/lib/number-text";
import { light } from "./colors";

const words = { color: light.text, fontSize: 16, lineHeight: "26px", margin: "0 0 16px" } as const;

/** A paragraph of a mail's body. */
export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="text" style={words}>
      {children}
    </Text>
  );
}

/** How many items a mail names at most. */
const NAMED = 50;

type NamedProps<Item> = { items: Item[]; children: (item: Item) => ReactNode };

/** A paragraph for each item, and how many more there are. */
export function Named<Item>({ items, children }: NamedProps<Item>) {
  return (
    <>
      {[...items.slice(0, NAMED).entries()].map(([index, item]) => (
        <Paragraph key={index}>{children(item)}</Paragraph>
      ))}
      {items.length > NAMED && <Paragraph>And {numberText(items.length - NAMED)} more.</Paragraph>}
    </>
  );
}

function ButtonTo({ href, children }: { href: string; children: string }) {
  return (
    <Button
      className="button"
      href={href}
      data-skip-in-text="true"
      style={{
        backgroundColor: light.accent,
        color: light.onAccent,
        borderRadius: 6,
        padding: "12px 20px",
        fontSize: 16,
        fontWeight: 600,
        margin: "8px 0 24px",
      }}
    >
      {children}
    </Button>
  );
}

function Address({ href }: { href: string }) {
  return (
    <Link
      className="link"
      href={href}
      style={{ color: light.accent, textDecoration: "underline", wordBreak: "break-word" }}
    >
      {href}
    </Link>
  );
}

/** The call to action: a button, and its address for mail programs that show no buttons. Without a link it says that the link
 * is withheld.
 */
export function Action({ label, link }: { label: string; link: string | undefined }) {
  if (link === undefined) {
    return (
      <Paragraph>
        <strong>{label}</strong>: the link is withheld here; only the recipient gets it.
      </Paragraph>
    );
  }
  return (
    <>
      <ButtonTo href={link}>{label}</ButtonTo>
      <Paragraph>
        {label}: <Address href={link} />
      </Paragraph>
    </>
  );
}

const pages = {
  signIn: "/sign-in",
  dashboard: "/dashboard",
  reviews: "/dashboard/access-reviews",
  sessions: "/dashboard/account/sessions",
  forgottenPassword: "/forgot-password",
} as const;

/** A page's full address below the configured APP_URL. */
export const urlOf = (page: keyof typeof pages) => `${appUrl()}${pages[page]}`;

/** A page's address as a link within a sentence. */
export function PageLink({ page }: { page: keyof typeof pages }) {
  return <Address href={urlOf(page)} />;
}
