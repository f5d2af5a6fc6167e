// The theme is the machine's, not the book's: the system's choice unless one was made in this window.
export type Theme = 'system' | 'light' | 'dark';
const place = 'runut.theme';

function remembered(): Theme {
  const found = localStorage.getItem(place);
  return found === 'light' || found === 'dark' ? found : 'system';
}

let chosen = $state<Theme>(remembered());

export function theme(): Theme {
  return chosen;
}

export function applyTheme(): void {
  if (chosen === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}

export function chooseTheme(next: Theme): void {
  chosen = next;
  localStorage.setItem(place, next);
  applyTheme();
}
