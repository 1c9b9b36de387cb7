import cloudrac3r from '@cloudrac3r/discord-markdown';
import { parser as odiffey } from '@odiffey/discord-markdown';
import { z } from 'zod';

/** What a reader sees before touching anything, each spoiler as `▒`, and what each spoiler shows once opened. */
export interface Reading {
  shown: string;
  hidden: string[];
}

/** Two readers of Discord's markdown that were written apart; what is said of a message must hold for both. */
export const readers: { name: string; read: (markdown: string) => Reading }[] = [
  { name: '@odiffey/discord-markdown', read: (markdown) => reading(odiffey(markdown)) },
  { name: '@cloudrac3r/discord-markdown', read: (markdown) => reading(cloudrac3r.parser(markdown)) },
];

/** A text without white space and invisible characters: what remains must be the same before and after. */
export function squash(text: string): string {
  return text.toWellFormed().replace(/[\s\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu, '');
}

interface Node {
  type: string;
  content?: string | Node[] | undefined;
  parsed?: Node[] | undefined;
  items?: Node[][] | undefined;
  target?: string | undefined;
  title?: string | undefined;
}

const nodeSchema: z.ZodType<Node> = z.object({
  type: z.string(),
  get content() {
    return z.union([z.string(), z.array(nodeSchema)]).optional();
  },
  get parsed() {
    return z.array(nodeSchema).optional();
  },
  get items() {
    return z.array(z.array(nodeSchema)).optional();
  },
  target: z.string().optional(),
  title: z.string().optional(),
});
const nodesSchema = z.array(nodeSchema);

function reading(tree: unknown): Reading {
  const hidden: string[] = [];
  return {
    shown: nodesSchema
      .parse(tree)
      .map((node) => render(node, hidden))
      .join(''),
    hidden,
  };
}

// every construct leaves a mark ⟨...⟩, so that text which should have stayed plain does not compare equal
const marks: Record<string, string> = {
  blockQuote: '⟨quote⟩',
  codeBlock: '⟨code⟩',
  inlineCode: '⟨code⟩',
  heading: '⟨heading⟩',
  footnote: '⟨small⟩',
  small: '⟨small⟩',
  em: '⟨em⟩',
  strong: '⟨strong⟩',
  u: '⟨u⟩',
  strike: '⟨strike⟩',
  text: '',
};

function render(node: Node, hidden: string[]): string {
  const inner = (nodes: string | Node[] | undefined): string =>
    typeof nodes === 'string' ? nodes : (nodes ?? []).map((child) => render(child, hidden)).join('');
  const mark = marks[node.type];
  if (mark !== undefined) return mark + inner(node.content);
  if (node.type === 'br' || node.type === 'newline') return '\n';
  if (node.type === 'spoiler') return mask(inner(node.parsed ?? node.content), hidden);
  if (node.type === 'list') return (node.items ?? []).map((item) => `⟨item⟩${inner(item)}\n`).join('');
  const aim = [node.type, node.target, node.title].filter(Boolean).join(' ');
  return `⟨${aim}⟩${inner(node.content)}`;
}

function mask(secret: string, hidden: string[]): string {
  hidden.push(secret);
  return '▒';
}
