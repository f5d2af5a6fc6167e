// Chapters of the guide (docs/guide/*.md) as values: they are parsed when the UI is built, so that no markup is made in
// the window. What the window couldn't show stops the build.
import { lexer, type Token, type Tokens } from 'marked';
import type { Plugin } from 'vite';
import type { Block, Inline } from './src/features/guide/blocks';

/** The words of a heading as a name for links: "Cetak slip" is `cetak-slip`. */
const named = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** A link to another chapter: `07-cadangan.md#pulihkan` is `cadangan#pulihkan`. */
function target(href: string): string {
  const link = /^(?:\d+-([a-z-]+)\.md)?(#[a-z0-9-]+)?$/.exec(href);
  if (!link || href === '') throw new Error(`the guide links to ${href}: only chapters can be reached`);
  return `${link[1] ?? ''}${link[2] ?? ''}`;
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" };
const plain = (text: string) => text.replace(/&(?:lt|gt|amp|quot|#39);/g, (found) => entities[found] ?? found);

function inlines(tokens: Token[]): Inline[] {
  const found: Inline[] = [];
  let key = false;
  for (const token of tokens) {
    if (token.type === 'html' && (token.raw === '<kbd>' || token.raw === '</kbd>')) key = token.raw === '<kbd>';
    else if (token.type === 'text' || token.type === 'escape')
      found.push({ kind: key ? 'key' : 'text', text: plain((token as Tokens.Text).text) });
    else if (token.type === 'strong') found.push({ kind: 'strong', text: plain((token as Tokens.Strong).text) });
    else if (token.type === 'codespan') found.push({ kind: 'code', text: (token as Tokens.Codespan).text });
    else if (token.type === 'link') {
      const link = token as Tokens.Link;
      found.push({ kind: 'link', text: plain(link.text), to: target(link.href) });
    } else throw new Error(`the guide can't show ${token.type}: ${token.raw}`);
  }
  return found;
}

/** What stands in a list's item or a paragraph: text whose own tokens are inline. */
const within = (tokens: Token[]): Inline[] =>
  tokens.flatMap((token) => {
    if (token.type === 'text' || token.type === 'paragraph') return inlines(('tokens' in token && token.tokens) || []);
    throw new Error(`the guide can't show ${token.type} there: ${token.raw}`);
  });

function block(token: Token): Block | null {
  switch (token.type) {
    case 'space':
      return null;
    case 'heading': {
      const { depth, text } = token as Tokens.Heading;
      return { kind: 'heading', depth, text: plain(text), name: named(text) };
    }
    case 'paragraph': {
      const { tokens } = token as Tokens.Paragraph;
      const [only] = tokens;
      if (tokens.length === 1 && only?.type === 'image') {
        const { href, text } = only as Tokens.Image;
        return { kind: 'picture', source: href, caption: text };
      }
      return { kind: 'text', words: inlines(tokens) };
    }
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return { kind: 'list', ordered, items: items.map((item) => within(item.tokens)) };
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const cells = (row: Tokens.TableCell[]) => row.map((cell) => inlines(cell.tokens));
      return { kind: 'table', head: cells(header), rows: rows.map(cells) };
    }
    default:
      throw new Error(`the guide can't show ${token.type}: ${token.raw}`);
  }
}

/** A chapter of the guide as a module: its blocks, its pictures among the program's own files. */
export function chapter(markdown: string): string {
  const blocks = lexer(markdown)
    .map(block)
    .filter((each) => each !== null);
  const pictures = blocks.filter((each) => each.kind === 'picture').map((each) => each.source);
  const imports = pictures.map((source, n) => `import picture${n} from ${JSON.stringify(source)};`);
  const text = pictures.reduce(
    (code, source, n) => code.replace(`"source":${JSON.stringify(source)}`, `"source":picture${n}`),
    JSON.stringify(blocks)
  );
  return `${imports.join('\n')}\nexport default ${text};\n`;
}

export function guide(): Plugin {
  return {
    name: 'guide',
    enforce: 'pre',
    transform(source, id) {
      return /\/docs\/guide\/[^/]+\.md$/.test(id) ? { code: chapter(source), map: null } : undefined;
    }
  };
}
