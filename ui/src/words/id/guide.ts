// Words around the guide; its chapters are docs/guide/*.md.

export const guide = {
  title: 'Panduan',
  lead: 'Ikut di dalam program: terbaca tanpa internet.',
  list: 'Bab panduan',
  chapters: {
    mulai: 'Mulai pertama kali',
    'satu-hari': 'Satu hari di toko',
    mencetak: 'Mencetak',
    memindai: 'Memindai',
    'stok-dan-retur': 'Stok dan retur',
    keuangan: 'Keuangan',
    cadangan: 'Cadangan',
    'pindah-komputer': 'Pindah komputer',
    masalah: 'Kalau ada masalah',
    angka: 'Angka dan catatan'
  } as Record<string, string>,
  keys: { open: 'Panduan', move: 'Bab berikutnya, sebelumnya' }
};
