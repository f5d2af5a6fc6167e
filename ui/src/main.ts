import { mount } from 'svelte';
import './look/tokens.css';
import './look/base.css';
import './look/app.css';
import Root from './Root.svelte';
import { carryWith, insideShell } from './bridge';
import { mountSprite } from './look/sprite';
import { applyMachine } from './machine.svelte';

// In a browser during development there is no shell: a stand-in answers. The condition is decided when building, so
// nothing of it reaches a shop.
if (import.meta.env.MODE !== 'production' && !insideShell()) {
  const { createFake } = await import('./fake');
  const asked = new URLSearchParams(window.location.search);
  const fake = createFake({ ready: asked.get('first') === null, copies: Number(asked.get('copies') ?? 1) });
  Object.assign(window, { fake });
  carryWith(fake);
}

applyMachine();
mountSprite();
mount(Root, { target: document.getElementById('app')! });
document.getElementById('unstarted')?.remove();
