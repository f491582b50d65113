import { Body } from "@react-email/body";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { Text } from "@react-email/text";
import type { ReactNode } from "react";
import { appUrl } from "@/lib/env";
import { darkStyles, light } from "./colors";
import { oneLine } from "./facts";

const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const PREHEADER_LIMIT = 60; // in code points: Preview cuts at 150 UTF-16 units and would halve a pair

/** The frame around a mail's body. */
type PageProps = {
  title: string;
  preheader: string;
  /** Ends the sentence "… sent you this e-mail because". */
  because: string;
  organization: string;
  children: ReactNode;
};

/** A complete mail: 600 px wide, no images, nothing loaded from elsewhere. */
export function MailPage({ title, preheader, because, organization, children }: PageProps) {
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{darkStyles}</style>
      </Head>
      <Body className="page" style={{ backgroundColor: light.page, margin: 0, padding: "24px 12px", fontFamily: FONT }}>
        <Preview>{oneLine(preheader, PREHEADER_LIMIT)}</Preview>
        <Container
          className="card"
          style={{ maxWidth: "600px", backgroundColor: light.card, border: `1px solid ${light.line}`, borderRadius: 8 }}
        >
          <div style={{ padding: "24px 32px" }}>
            <Heading
              as="h1"
              className="text"
              style={{ color: light.text, fontSize: 22, lineHeight: "30px", margin: "0 0 16px", fontWeight: 600 }}
            >
              {title}
            </Heading>
            {children}
            <Text
              className="muted"
              style={{
                color: light.muted,
                fontSize: 13,
                lineHeight: "20px",
                margin: "32px 0 0",
                borderTop: `1px solid ${light.line}`,
                paddingTop: 16,
              }}
            >
              LeadVibe Admin sent you this e-mail for <bdi>{organization}</bdi> because {because}. It comes from the
              installation at {appUrl()}.
            </Text>
          </div>
        </Container>
      </Body>
    </Html>
  );
}
