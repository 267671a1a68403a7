export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Reads well-formed XML of elements, attributes and text, and throws at the first character that is anything else. */
export function parseXml(xml: string): XmlElement {
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u.test(xml)) throw new Error('a character XML forbids');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let at = /^<\?xml version="1.0" encoding="UTF-8"\?>\n/.exec(xml)![0].length;
  const token = /<\/([\w-]+)>|<([\w-]+)((?: [\w-]+="[^"<]*")*)>|([^<]+)/y;
  while (at < xml.length) {
    token.lastIndex = at;
    const match = token.exec(xml);
    if (!match) throw new Error(`not XML from here: ${xml.slice(at, at + 80)}`);
    at = token.lastIndex;
    const [, closed, opened, attributes, text] = match;
    const parent = open.at(-1)!;
    if (text !== undefined) parent.text += decoded(text);
    else if (closed !== undefined) {
      if (open.pop()!.name !== closed) throw new Error(`</${closed}> closes another element`);
    } else {
      const element: XmlElement = { name: opened!, attributes: attributesOf(attributes!), children: [], text: '' };
      parent.children.push(element);
      open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one element');
  return root.children[0]!;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, decoded(value!)]),
  );
}

function decoded(text: string): string {
  return text.replace(/&(\w*);?/g, (_, name: string) => {
    if (!(name in entities)) throw new Error(`no entity &${name};`);
    return entities[name]!;
  });
}
