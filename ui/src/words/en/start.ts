import type { Dict } from '..';

export const start: Dict['start'] = {
  title: 'Your shop’s book',
  lead: 'One book for orders, stock and money. Kept on this computer, without the internet.',
  shop: 'Shop name',
  shopHint: 'Printed on slips and pick lists.',
  owner: 'Your name, the owner',
  address: 'Shop address',
  addressHint: 'Can come later. For documents.',
  phone: 'Phone',
  phoneHint: 'Can come later.',
  zone: 'Time zone',
  zones: { wib: 'WIB, western Indonesia', wita: 'WITA, central Indonesia', wit: 'WIT, eastern Indonesia' },
  zoneHint: 'Java, Sumatra: WIB. Bali, Sulawesi: WITA. Maluku, Papua: WIT.',
  missing: { name: 'The shop needs a name first.', owner: 'Type your name: every entry of the log carries one.' },
  empty: 'Start an empty book',
  demo: 'Try with sample data',
  demoHint: 'Sample data puts made-up orders, products and stock into this book. For learning, not for trading.',
  where: 'This book is kept at',
  failed: 'The book can’t be opened yet.'
};
