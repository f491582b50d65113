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

/** The lines of a list, each with the lines that continue it; empty if the block is not a list. */
function itemsOf(block: string): string[] {
  return block.startsWith("- ")
    ? block
        .slice(2)
        .split(/\n- /)
        .map((item) => item.replace(/\n\s*/g, " "))
    : [];
}

function Block({ block, className }: { block: string; className: string | undefined }) {
  const [, marks, heading] = /^(#{2,3}) (.*)$/.exec(block) ?? [];
  if (heading && marks === "##") return <h2 className="mt-8 mb-2 font-semibold text-lg">{inline(heading)}</h2>;
  if (heading) return <h3 className="mt-4 mb-1 font-medium">{inline(heading)}</h3>;
  const items = itemsOf(block);
  if (items.length === 0) return <p className={className}>{inline(block)}</p>;
  return (
    <ul className={`list-disc pl-5 ${className ?? ""}`}>
      {items.map((item) => (
        <li key={item}>{inline(item)}</li>
      ))}
    </ul>
  );
}

/** The Markdown that our API descriptions and changelog use: headings, code, emphasis, links and lists. HTML in it stays text. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((block) => <Block key={block} block={block} className={className} />);
}

/** The same within a line of text. */
export function InlineMarkdown({ text }: { text: string }) {
  return <Fragment>{inline(text)}</Fragment>;
}
