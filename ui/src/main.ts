import { mount } from 'svelte';
import './look/tokens.css';
import './look/base.css';
import './look/app.css';
import Root from './Root.svelte';
import { mountSprite } from './look/sprite';
import { applyMachine } from './machine.svelte';

applyMachine();
mountSprite();
mount(Root, { target: document.getElementById('app')! });
document.getElementById('unstarted')?.remove();
