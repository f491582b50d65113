import { CopyButton } from "@/components/ui/copy-button";
import { ScrollBox } from "@/components/ui/scroll-box";

type Props = { url: string; clientId: string; name: string };

const example = JSON.stringify({
  event_type: "pricing_page_viewed",
  aliases: [{ alias_kind: "email", raw_value: "ada@example.com" }],
});

/** The command that sends one event as a service account. It reads the secret from the environment, because we don't keep it. */
const ingestCommand = (url: string, clientId: string): string =>
  [
    `curl ${url}/ingest \\`,
    `  -u "${clientId}:$LEADVIBE_CLIENT_SECRET" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${example}'`,
  ].join("\n");

/** A command to copy, with the client id filled in. */
export function IngestCommand({ url, clientId, name }: Props) {
  const command = ingestCommand(url, clientId);
  return (
    <div className="rounded-md border border-line bg-raised">
      <div className="flex items-center justify-between gap-3 border-line border-b py-1 pr-1 pl-3">
        <span className="text-muted text-sm">
          Send an event; put the secret in <code>LEADVIBE_CLIENT_SECRET</code>
        </span>
        <CopyButton text={command} label={`Copy the command for ${name}`}>
          Copy
        </CopyButton>
      </div>
      <ScrollBox label={`Command that sends an event as ${name}`} className="px-3 py-2">
        <pre>{command}</pre>
      </ScrollBox>
    </div>
  );
}
