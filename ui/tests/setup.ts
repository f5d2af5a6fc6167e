// What jsdom lacks and every screen uses. No layout: whatever needs sizes is looked at in a real browser.
import { afterEach } from 'vitest';

HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
  this.setAttribute('open', '');
};
HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
  this.removeAttribute('open');
};
Element.prototype.scrollIntoView = () => {};
globalThis.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
HTMLCanvasElement.prototype.getContext = () => null;

afterEach(() => {
  localStorage.clear();
  window.history.replaceState(null, '', '#/');
});
