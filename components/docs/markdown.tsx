import { Fragment, type ReactNode } from "react";

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*|\[([^\]]+)\]\(((?:https?:\/\/|\/|#)[^\s)]*)\)/g;

function inline(text: string): ReactNode[] {
  const nodes: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, strong, emphasis, label, href] = match;
    nodes.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (code) nodes.push(<code key={end}>{code}</code>);
    else if (strong) nodes.push(<strong key={end}>{inline(strong)}</strong>);
    else if (emphasis) nodes.push(<em key={end}>{inline(emphasis)}</em>);
    else
      nodes.push(
        <a key={end} href={href} className="underline">
          {inline(label ?? "")}
        </a>,
      );
  }
  return [...nodes, text.slice(end)];
}

/** The Markdown that our API descriptions use: code, emphasis, links and lists. HTML in it stays text. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return text.split(/\n{2,}/).map((block) => {
    const items = block.split("\n").filter((line) => line.startsWith("- "));
    return items.length === block.split("\n").length ? (
      <ul key={block} className={`list-disc pl-5 ${className ?? ""}`}>
        {items.map((item) => (
          <li key={item}>{inline(item.slice(2))}</li>
        ))}
      </ul>
    ) : (
      <p key={block} className={className}>
        {inline(block)}
      </p>
    );
  });
}

/** The same within a line of text. */
export function InlineMarkdown({ text }: { text: string }) {
  return <Fragment>{inline(text)}</Fragment>;
}
