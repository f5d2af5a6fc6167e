import type { PhotoId } from '../generated/PhotoId';

// A restored book gives its keys to other pictures: those that the engine keeps are of one load of the page.
const load = Math.round(performance.timeOrigin);

/** Where the shell serves a picture, small; WebView2 has no schemes of its own and takes them as hosts. */
export function photoUrl(id: PhotoId): string {
  const base = navigator.userAgent.includes('Windows') ? 'http://foto.localhost' : 'foto://localhost';
  return `${base}/${id}/kecil?${load}`;
}

/** Whether a file's name is that of a picture. */
export const isPicture = (path: string) => /\.(jpe?g|png|webp)$/i.test(path);
