import type { Dict } from '..';

export const guide: Dict['guide'] = {
  title: 'Guide',
  lead: 'Part of the program, in Indonesian: it can be read without the internet.',
  list: 'Chapters of the guide',
  chapters: {
    mulai: 'Getting started',
    'satu-hari': 'A day at the shop',
    mencetak: 'Printing',
    memindai: 'Scanning',
    'stok-dan-retur': 'Stock and returns',
    keuangan: 'The books',
    cadangan: 'Backups',
    'pindah-komputer': 'Moving to another computer',
    masalah: 'When something is wrong',
    angka: 'Figures and records'
  },
  keys: { open: 'Guide', move: 'Next chapter, previous one' }
};
