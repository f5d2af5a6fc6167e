// The symbols are put into the page once, as nodes, so that `<use href="#i-note">` finds them and the page's own
// styles reach into them (an external reference would get neither the policy's nor the styles' blessing).
import icons from './icons.svg?raw';

export function mountSprite(): void {
  const parsed = new DOMParser().parseFromString(icons, 'image/svg+xml').documentElement;
  const sprite = document.importNode(parsed, true);
  sprite.setAttribute('width', '0');
  sprite.setAttribute('height', '0');
  sprite.setAttribute('class', 'sr');
  sprite.setAttribute('aria-hidden', 'true');
  document.body.prepend(sprite);
}
