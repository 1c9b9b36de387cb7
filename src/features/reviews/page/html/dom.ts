/** The part of the DOM that reading a page takes; linkedom's types would need the browser's. */
export type DomNode = {
  readonly nodeType: number;
  textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
};

export type DomElement = DomNode & {
  readonly localName: string;
  readonly parentElement: DomElement | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  remove(): void;
};

export type DomDocument = DomElement & {
  readonly documentElement: DomElement | null;
  createElement(name: string): DomElement & { innerHTML: string };
};

const ELEMENT = 1;
const TEXT = 3;

export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === ELEMENT;
}

export function isText(node: DomNode): boolean {
  return node.nodeType === TEXT;
}

/** A text in which signs are written as entities, with the signs themselves. */
export function plainText(document: DomDocument, text: string): string {
  if (!/&#?\w{2,31};/.test(text)) return text;
  const element = document.createElement('span');
  element.innerHTML = text;
  return element.textContent ?? text;
}

/** The text of an element on one line. */
export function lineOf(element: DomElement): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Opens a page's HTML, whatever it is. The parser is loaded with the first page. */
export async function openHtml(html: string): Promise<DomDocument> {
  const { parseHTML } = await import('linkedom');
  // a fragment would become a document without a body
  return parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`).document;
}
