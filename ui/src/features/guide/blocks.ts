// What a chapter of the guide is made of.

export type Inline =
  { kind: 'text' | 'strong' | 'code' | 'key'; text: string } | { kind: 'link'; text: string; to: string };

export type Block =
  | { kind: 'heading'; depth: number; text: string; name: string }
  | { kind: 'text'; words: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'picture'; source: string; caption: string }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] };
