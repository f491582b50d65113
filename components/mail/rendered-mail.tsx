type Props = { html: string; title: string };

/**
 * A mail as a mail program shows it. The frame runs no script, has no origin and takes on this page's policy, so it loads
 * nothing; its links open in a tab of their own.
 */
export function RenderedMail({ html, title }: Props) {
  return (
    <iframe
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={html.replace("<head>", '<head><base target="_blank">')}
      className="block h-[38rem] max-h-[80dvh] w-full resize-y rounded-lg border border-line bg-white"
    />
  );
}
