import { Fragment } from "react";
import { z } from "zod";
import { brief, defineMail, mailFacts } from "./define-mail";
import { Paragraph } from "./parts";

// A signed note of C2SP; anything else could look like a link or another text.
const checkpointFact = z
  .string()
  .regex(/^[\w.:-]+\/audit\/\w+\n\d+\n[\w+/=]+\n\n— [\w.:-]+\/audit\/\w+ [\w+/=]+\n$/)
  .transform((note) => note.trimEnd().split("\n"));

/** Sent to org admins every week if the operator wants that: the state of the audit log, kept where nobody can change it. */
export const auditCheckpoint = defineMail({
  facts: mailFacts({ checkpoint: checkpointFact }),
  linked: false,
  subject: (facts) => `Checkpoint of the audit log of ${brief(facts.organization)}`,
  preheader: (facts) => `${facts.checkpoint[1]} entries. Keep this mail.`,
  because: () => "you are an org admin, and checkpoints are sent every week",
  Body: ({ facts }) => (
    <>
      <Paragraph>
        This is the state of the audit log of <bdi>{facts.organization}</bdi> when this mail was written. Keep the mail:
        with these lines and an export, anybody can check that no earlier entry has been changed since (npm run
        audit:verify).
      </Paragraph>
      <Paragraph>
        {facts.checkpoint.map((line) => (
          <Fragment key={line}>
            {line}
            <br />
          </Fragment>
        ))}
      </Paragraph>
      <Paragraph>If you did not expect this, ask whoever runs this installation.</Paragraph>
    </>
  ),
  preview: {
    checkpoint:
      "admin.acme.example/audit/org_1\n20852\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— admin.acme.example/audit/org_1 Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n",
  },
});
