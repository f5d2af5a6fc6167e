export { chooseLanguage, inEveryLanguage, language, say, shopSpeaks, t, type Dict } from './words.svelte';
