type Props = { html: string; title: string };

/**
 * A mail as a mail program shows it. The frame runs no scripts, has no origin and inherits this page's policy, so it loads
 * nothing; links open in a new tab.
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
