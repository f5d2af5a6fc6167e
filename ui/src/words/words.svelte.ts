// Every text of the screens. Indonesian is the original; English has its type, so a missing text fails the type check.
import type { Language } from '../generated/Language';
import type { Sentence } from '../generated/Sentence';
import { en } from './en';
import { id } from './id';

export type Dict = typeof id;

const dictionaries: Record<Language, Dict> = { id, en };
const place = 'runut.language';

function remembered(): Language | null {
  const found = localStorage.getItem(place);
  return found === 'id' || found === 'en' ? found : null;
}

let chosen = $state<Language | null>(remembered());
let shops = $state<Language>('id');

/** The language of the screens: what was chosen in this window, else the shop's. */
export function language(): Language {
  return chosen ?? shops;
}

export function chooseLanguage(next: Language): void {
  chosen = next;
  localStorage.setItem(place, next);
  document.documentElement.lang = next;
}

export function shopSpeaks(next: Language): void {
  shops = next;
  document.documentElement.lang = language();
}

/** The dictionary: `t().orders.title`. */
export function t(): Dict {
  return dictionaries[language()];
}

/** A text in each language: what people look for isn't always in the one of their screens. */
export function inEveryLanguage(pick: (words: Dict, language: Language) => string): string[] {
  return (Object.entries(dictionaries) as [Language, Dict][]).map(([spoken, words]) => pick(words, spoken));
}

/** What the backend said, in the language of the screens. */
export function say(sentence: Sentence): string {
  return sentence[language()];
}
