import type { BackupKind } from '../../generated/BackupKind';
import type { BackupPhase } from '../../generated/BackupPhase';
import { count } from '../../format';
import type { Dict } from '..';

export const backups: Dict['backups'] = {
  title: 'Backups',
  last: (when: string) => `The last backup was made ${when}, opened and verified.`,
  none: 'This book has no backup yet.',
  lead: 'One each day, made by itself. Kept: the last 7 days, 4 weeks, 12 months.',
  make: 'Make a backup now',
  show: 'Open the folder',
  look: 'See the backups',
  wrong: 'Today’s backup wasn’t made.',
  heed: 'Look at the backups.',
  phases: {
    copy: 'Copying the book',
    verify: 'Verifying the copy',
    compare: 'Comparing with the present book'
  } as Record<BackupPhase, string>,
  begins: 'Getting ready',
  second: {
    title: 'Second place',
    none: 'None yet. If this disk fails, backups on the same disk are lost with it: choose a USB stick or a synchronised folder.',
    away: 'The second place isn’t there now. Is the USB stick plugged in? The copy follows as soon as it is.',
    last: (when: string) => `The last copy arrived there ${when}.`,
    never: 'No copy is there yet.',
    choose: 'Choose a second place',
    change: 'Change the folder',
    forget: 'Let go'
  },
  list: {
    caption: 'Backups, newest first',
    when: 'Made',
    what: 'What',
    orders: 'Orders',
    size: 'Size',
    where: 'Place',
    act: 'Restore',
    unchecked: 'not verified',
    here: 'beside the book',
    there: 'second place',
    both: 'both places',
    kinds: {
      copy: 'Backup',
      replaced: 'Replaced book',
      before: 'Before a new program'
    } as Record<BackupKind, string>,
    empty: 'There are no backups here yet.'
  },
  restore: {
    title: 'Restore a backup',
    choose: 'Choose a backup. Nothing changes until you agree to the comparison.',
    elsewhere: 'Another file',
    owner: (name: string) => `${name} is no owner. Only an owner may restore.`,
    compare: 'Compare',
    figures: 'The backup beside the present book',
    backup: 'Backup',
    present: 'Present',
    shop: 'Shop',
    orders: 'Orders',
    payments: 'Payments',
    units: 'Stock, units',
    value: 'Stock value, Rp',
    balance: (name: string) => `Balance ${name}, Rp`,
    entries: 'Log entries',
    until: 'Last entry',
    unknown: '?',
    unreadable: 'The present book can’t be read.',
    agree: (shop: string) => `Yes, replace this book with that of the shop ${shop}`,
    agreeFirst: "This is another shop's book. Tick the box first if that is what you want.",
    gone: (n: number) =>
      `${count(n)} ${n === 1 ? 'entry' : 'entries'} of the present book ${n === 1 ? 'isn’t' : 'aren’t'} in this backup and will be gone from the book:`,
    to: 'to',
    nothingGone: 'No entry will be lost.',
    kept: 'The present book isn’t thrown away: it is kept among the backups.',
    go: 'Replace the book with this backup',
    another: 'Choose another',
    working: 'Restoring',
    done: 'The book is restored',
    imports: 'Import the order files since the day of that backup again; what was typed has to be typed again.',
    anew: 'Open the restored book',
    fromFile: 'You have a book already? Restore it from a backup',
    key: 'Restore from another file'
  }
};
