export { chooseLanguage, language, say, shopSpeaks, t, type Dict } from './words.svelte';
