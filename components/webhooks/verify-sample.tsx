import { CopyButton } from "@/components/ui/copy-button";
import { ScrollBox } from "@/components/ui/scroll-box";

const sample = `import { Webhook } from "standardwebhooks";

// body: the text of the request exactly as it arrived
const webhook = new Webhook(process.env.LEADVIBE_WEBHOOK_SECRET);
const event = webhook.verify(body, headers); // throws if it is not ours`;

/** How a receiver finds out that a delivery is ours. */
export function VerifySample() {
  return (
    <>
      <p className="mb-2 text-muted text-sm">
        Each delivery is signed as{" "}
        <a href="https://www.standardwebhooks.com" className="underline">
          Standard Webhooks
        </a>{" "}
        says, in the headers <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code>.
        One may arrive twice: remember its <code>webhook-id</code>.
      </p>
      <div className="rounded-md border border-line bg-raised">
        <div className="flex items-center justify-between gap-3 border-line border-b py-1 pr-1 pl-3">
          <span className="text-muted text-sm">
            Verify it; put the secret in <code>LEADVIBE_WEBHOOK_SECRET</code>
          </span>
          <CopyButton text={sample} label="Copy the code that verifies a delivery">
            Copy
          </CopyButton>
        </div>
        <ScrollBox label="Code that verifies a delivery" className="px-3 py-2 text-sm">
          <pre>{sample}</pre>
        </ScrollBox>
      </div>
    </>
  );
}
