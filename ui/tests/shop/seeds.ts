// The shop that the tests look at: kitchenware in Semarang on Thursday 20 November 2025, 07.42 WIB, with an earlier month
// behind it. All people are made up. `build.ts` makes its book from this, through the commands that a person uses.
import type { Channel } from '../../src/generated/Channel';
import type { Stage } from '../../src/generated/Stage';

export const now = Date.UTC(2025, 10, 20, 0, 42);
export const hour = 3_600_000;

/** product, variant, sku, price, shelf, on hand */
export const goods: [string, string, string, number, string, number][] = [
  ['Rantang Enamel 3 Susun', 'Hijau', 'RTG-H', 148_000, 'C-01', 3],
  ['Besek Bambu', '18 cm', 'BSK-18', 6_500, 'A-01', 262],
  ['Besek Bambu', '20 cm', 'BSK-20', 7_500, 'A-02', 74],
  ['Keranjang Gagang', 'Besar', 'KRG-B', 78_000, 'D-02', 12],
  ['Kotak Bento Jati', '2 sekat', 'BNT-2', 89_000, 'C-04', 9],
  ['Tampah Bambu', '40 cm', 'TMP-40', 28_000, 'A-05', 31],
  ['Piring Blirik 22 cm', 'Hijau', 'PRB-H', 24_000, 'B-01', 60],
  ['Gelas Blirik 8 cm', 'Hijau', 'GLB-H', 16_000, 'B-02', 96],
  ['Mangkuk Blirik 14 cm', 'Hijau', 'MKB-H', 21_000, 'B-03', 40],
  ['Mangkuk Blirik 14 cm', 'Biru', 'MKB-B', 21_000, 'B-04', 22],
  ['Piring Rotan 25 cm', 'Natural', 'PRR-N', 18_500, 'A-04', 45],
  ['Piring Rotan 25 cm', 'Cokelat', 'PRR-C', 18_500, 'A-04', 30],
  ['Keranjang Roti Mendong', '30 cm', 'KRM-30', 42_000, 'D-01', 14],
  ['Talenan Mahoni', '30 cm', 'TLN-30', 62_000, 'C-02', 11],
  ['Gelas Blirik 8 cm', 'Biru', 'GLB-B', 16_000, 'B-02', 50],
  ['Keranjang Mendong', '40 cm', 'KRM-40', 55_000, 'D-01', 0],
  ['Sendok Kayu Sonokeling', '', 'SDK', 12_500, 'C-06', 80],
  [
    'Set Hampers Lebaran Isi Piring, Gelas, Besek Anyam dan Kartu Ucapan Tulis Tangan',
    'Krem, pita satin cokelat',
    'HMP-KRC',
    385_000,
    'E-01',
    4
  ]
];

export interface Seed {
  number: number;
  stage: Stage;
  /** Hours from now until it must have left. */
  due: number | null;
  customer: string;
  city: string;
  lines: [sku: string, quantity: number][];
  channel: Channel;
  courier: string;
  note?: string;
  cod?: boolean;
  held?: string;
  failed?: boolean;
  tracking?: string;
}

const due = (day: number, at: number) => day * 24 + at - 7.7; // hours away from 07.42
const yesterday = -1;
const today = 0;
const tomorrow = 1;

type Row = [number, Stage, number | null, string, string, [string, number][], Channel, string, Partial<Seed>?];

const rows: Row[] = [
  [118, 'approved', due(yesterday, 15), 'Ti***a S.', 'Jakarta Selatan', [['RTG-H', 1]], 'shopee', 'J&T'],
  [120, 'approved', due(yesterday, 15), 'wulan.sari88', 'Bandung', [['BSK-18', 50]], 'shopee', 'SPX'],
  [
    122,
    'approved',
    due(yesterday, 17),
    'Nurul Hidayah',
    'Kudus',
    [
      ['KRG-B', 2],
      ['TMP-40', 1]
    ],
    'whatsapp',
    'JNE'
  ],
  [148, 'approved', due(today, 10), 'Clara Wijaya', 'Semarang', [['BNT-2', 2]], 'instagram', 'GoSend'],
  [
    150,
    'approved',
    due(today, 10),
    'Yoga Saputra',
    'Semarang',
    [
      ['TMP-40', 1],
      ['MKB-H', 6]
    ],
    'whatsapp',
    'GoSend'
  ],
  [125, 'approved', due(today, 12), 'dapurmila', 'Surabaya', [['PRB-H', 6]], 'shopee', 'SPX'],
  [
    127,
    'approved',
    due(today, 12),
    'rina_hampers',
    'Bekasi',
    [['BSK-20', 30]],
    'shopee',
    'SPX',
    { note: 'Tutupnya polos semua, 4 lusin kalau ada.' }
  ],
  [128, 'approved', due(today, 12), 'toko.berkahjaya', 'Tangerang', [['GLB-H', 24]], 'shopee', 'SPX'],
  [
    131,
    'approved',
    due(today, 12),
    'anggi.prmt',
    'Yogyakarta',
    [
      ['MKB-B', 4],
      ['SDK', 2]
    ],
    'shopee',
    'SPX'
  ],
  [129, 'approved', due(today, 15), 'Fitri Handayani', 'Solo', [['PRR-C', 6]], 'whatsapp', 'J&T'],
  [132, 'approved', due(today, 15), 'Ag** S.', 'Malang', [['TMP-40', 3]], 'shopee', 'J&T'],
  [
    133,
    'approved',
    due(today, 15),
    'De** L.',
    'Depok',
    [['KRM-30', 2]],
    'shopee',
    'J&T',
    { note: 'warna hijau kalau ada ya kak' }
  ],
  [
    134,
    'approved',
    due(today, 15),
    'Siti Aminah',
    'Demak',
    [
      ['GLB-H', 6],
      ['MKB-H', 8]
    ],
    'whatsapp',
    'J&T',
    { cod: true }
  ],
  [
    135,
    'approved',
    due(today, 15),
    'Griya Anyam',
    'Magelang',
    [
      ['KRG-B', 1],
      ['BSK-20', 10]
    ],
    'whatsapp',
    'J&T'
  ],
  [
    136,
    'approved',
    due(today, 17),
    'Maria Ulfa',
    'Semarang',
    [
      ['GLB-H', 12],
      ['MKB-H', 6],
      ['PRR-N', 6]
    ],
    'whatsapp',
    'JNE',
    { note: 'Yang hijau semua ya bu, jangan campur biru. Buat arisan hari Minggu.' }
  ],
  [138, 'approved', due(today, 17), 'Made Sudarsana', 'Denpasar', [['TLN-30', 2]], 'whatsapp', 'JNE'],
  [139, 'approved', due(today, 17), 'Ni Luh Putri', 'Gianyar', [['PRR-N', 12]], 'instagram', 'JNE'],
  [140, 'approved', due(today, 17), 'Rizky M.', 'Bogor', [['BNT-2', 1]], 'shopee', 'JNE'],
  [141, 'approved', due(today, 17), 'Griya Anyam', 'Magelang', [['TMP-40', 2]], 'whatsapp', 'JNE'],
  [143, 'approved', due(tomorrow, 12), 'hobi.masak21', 'Cirebon', [['GLB-B', 6]], 'shopee', 'SPX'],
  [144, 'approved', due(tomorrow, 12), 'bundaraffa_🌸', 'Medan', [['MKB-H', 6]], 'shopee', 'SPX'],
  [147, 'approved', due(tomorrow, 12), 'kedai_tepisawah', 'Klaten', [['PRB-H', 12]], 'shopee', 'SPX'],
  [
    130,
    'approved',
    due(tomorrow, 15),
    'Lestari Catering',
    'Semarang',
    [['BSK-20', 60]],
    'whatsapp',
    'J&T',
    { held: 'Besek basah kena hujan, stok perlu dicek' }
  ],
  [145, 'approved', due(tomorrow, 15), 'Ma***n P.', 'Palembang', [['RTG-H', 1]], 'shopee', 'J&T'],
  [
    149,
    'approved',
    due(tomorrow, 15),
    'Endang Lestari',
    'Pekalongan',
    [['GLB-H', 30]],
    'whatsapp',
    'J&T',
    { note: 'Bungkus per 6 ya' }
  ],
  [
    146,
    'approved',
    due(tomorrow, 17),
    'Andi Pratama',
    'Makassar',
    [
      ['TLN-30', 1],
      ['SDK', 4]
    ],
    'whatsapp',
    'JNE'
  ],
  [151, 'approved', due(tomorrow, 17), 'Toni H.', 'Jakarta Barat', [['KRM-40', 4]], 'shopee', 'JNE'],
  [
    119,
    'awaiting_approval',
    due(today, 17),
    'Lestari Wahyuningsih Kusumadewi Prameswari',
    'Kabupaten Kepulauan Siau Tagulandang Biaro',
    [['HMP-KRC', 3]],
    'shopee',
    'Anteraja'
  ],
  [
    117,
    'awaiting_approval',
    due(today, 12),
    'Anonim',
    'Batam',
    [['RTG-H', 12]],
    'whatsapp',
    'JNE',
    { cod: true, held: 'COD 1,9 jt, alamat aneh' }
  ],
  [152, 'awaiting_approval', due(tomorrow, 15), 'Linda Kartika', 'Salatiga', [['MKB-H', 8]], 'whatsapp', 'J&T'],
  [142, 'awaiting_approval', due(tomorrow, 17), 'Sari Wulandari', 'Jepara', [['GLB-B', 12]], 'instagram', 'JNE'],
  [
    154,
    'awaiting_approval',
    due(tomorrow, 17),
    '<b>Budi</b> & Rekan "CV"',
    'Kendal',
    [['SDK', 24]],
    'website',
    'JNE',
    { note: '<script>alert(1)</script> =1+1' }
  ],
  [
    155,
    'awaiting_approval',
    due(2, 12),
    'dapur_nusantara',
    'Balikpapan',
    [['PRB-H', 24]],
    'shopee',
    'SPX',
    { cod: true }
  ],
  [137, 'awaiting_payment', due(tomorrow, 17), 'Yanto Subagyo', 'Semarang', [['PRR-N', 24]], 'whatsapp', 'JNE'],
  [153, 'awaiting_payment', due(tomorrow, 15), 'Nia Ramadhani', 'Ungaran', [['SDK', 6]], 'whatsapp', 'J&T'],
  [156, 'awaiting_payment', null, 'kopi.sore', 'Semarang', [['GLB-B', 6]], 'instagram', ''],
  [157, 'awaiting_payment', due(3, 12), 'mama.alya', 'Pontianak', [['BSK-18', 100]], 'shopee', 'SPX'],
  [158, 'awaiting_payment', due(3, 12), 'ir_wahyu', 'Padang', [['TLN-30', 1]], 'shopee', 'SPX'],
  [121, 'packed', due(yesterday, 17), 'Hendra Gunawan', 'Semarang', [['PRR-N', 12]], 'whatsapp', 'JNE'],
  [123, 'packed', due(today, 12), 'warung_bude', 'Sidoarjo', [['PRB-H', 12]], 'shopee', 'SPX'],
  [124, 'packed', due(today, 15), 'Pu** A.', 'Serang', [['KRM-30', 1]], 'shopee', 'J&T'],
  [126, 'packed', due(today, 15), 'Joko Susilo', 'Wonosobo', [['BSK-20', 20]], 'whatsapp', 'J&T'],
  [109, 'shipped', null, 'Ayu Lestari', 'Bandung', [['BNT-2', 1]], 'shopee', 'SPX', { tracking: 'SPXID0553019877' }],
  [110, 'shipped', null, 'Rahmat Hidayat', 'Lampung', [['TMP-40', 2]], 'shopee', 'JNE', { tracking: 'JNE88123400123' }],
  [
    111,
    'shipped',
    null,
    'Dewi K.',
    'Manado',
    [['RTG-H', 1]],
    'shopee',
    'J&T',
    { tracking: 'JX4417720935', failed: true }
  ],
  [
    112,
    'shipped',
    null,
    'Agus Salim',
    'Kupang',
    [['GLB-H', 12]],
    'whatsapp',
    'JNE',
    { tracking: 'JNE88123400188', cod: true }
  ],
  [113, 'shipped', null, 'gita.cake', 'Bekasi', [['BSK-18', 40]], 'shopee', 'SPX', { tracking: 'SPXID0553022001' }],
  [114, 'shipped', null, 'Mustika', 'Cilacap', [['PRR-C', 6]], 'instagram', 'JNE', { tracking: 'JNE88123400301' }],
  [106, 'delivered', null, 'Rudi Hartono', 'Tegal', [['TLN-30', 2]], 'whatsapp', 'JNE', { tracking: 'JNE88123399001' }],
  [107, 'delivered', null, 'ratih_kitchen', 'Bogor', [['MKB-B', 6]], 'shopee', 'SPX', { tracking: 'SPXID0552990001' }],
  [108, 'delivered', null, 'Bayu', 'Jambi', [['KRG-B', 1]], 'shopee', 'J&T', { tracking: 'JX4417000111' }],
  [101, 'completed', null, 'Maria Ulfa', 'Semarang', [['PRB-H', 6]], 'whatsapp', 'JNE', { tracking: 'JNE88120001122' }],
  [102, 'completed', null, 'sukma.ayu', 'Denpasar', [['BSK-20', 20]], 'shopee', 'SPX', { tracking: 'SPXID0551110001' }],
  [103, 'completed', null, 'Hari', 'Solo', [['SDK', 10]], 'shopee', 'SPX', { tracking: 'SPXID0551110002' }],
  [104, 'completed', null, 'Inggrid M.', 'Surabaya', [['HMP-KRC', 2]], 'shopee', 'JNE', { tracking: 'JNE88120001177' }],
  [115, 'cancelled', null, 'Tedi', 'Cimahi', [['GLB-H', 6]], 'shopee', 'SPX', { tracking: 'SPXID0553100000' }],
  [116, 'cancelled', null, 'Wati', 'Garut', [['TMP-40', 1]], 'whatsapp', ''],
  [105, 'returned', null, 'Oki', 'Tasikmalaya', [['RTG-H', 1]], 'shopee', 'SPX', { tracking: 'SPXID0552500009' }],
  [
    159,
    'draft',
    null,
    'Yani Purwanti',
    'Semarang',
    [
      ['BSK-18', 48],
      ['TMP-40', 2]
    ],
    'whatsapp',
    'J&T'
  ],
  [160, 'draft', null, 'Bu RT', 'Semarang', [['GLB-B', 24]], 'walk_in', '']
];

/** In the order of their numbers. */
export const seeds: Seed[] = rows
  .map(([number, stage, dueIn, customer, city, lines, channel, courier, more]) => ({
    ...{ number, stage, due: dueIn, customer, city, lines, channel, courier },
    ...more
  }))
  .sort((a, b) => a.number - b.number);

/** Parcels of the month before: their orders have the numbers below those above. */
export const earlier = (): Seed[] =>
  Array.from({ length: 100 }, (_, n) => ({
    ...{ number: n + 1, stage: 'completed', due: null, customer: `p***${n % 10}`, city: 'Kota Bandung' },
    ...{ lines: [['SDK', 1 + (n % 3)]], channel: 'shopee', courier: 'SPX' }
  }));

const place = {
  recipient: '',
  phone: '',
  address: '',
  village: '',
  district: '',
  city: '',
  province: '',
  postcode: ''
};

/** Customers that the shop has known for long. */
export const people = [
  {
    name: 'Maria Ulfa',
    phones: ['0813 2277 4019'],
    addresses: [
      {
        ...{ recipient: 'Maria Ulfa', phone: '0813 2277 4019', village: 'Salamanmloyo', district: 'Semarang Barat' },
        ...{ address: 'Jl. Puspowarno Tengah II No. 18, RT 4 RW 3', city: 'Kota Semarang', province: 'Jawa Tengah' },
        postcode: '50149'
      }
    ],
    note: 'Arisan tiap Minggu pertama'
  },
  {
    name: 'Maria Goretti',
    phones: ['0857 4010 2231'],
    addresses: [{ ...place, recipient: 'Maria Goretti', address: 'Jl. Kaliurang Km 8', city: 'Sleman' }],
    note: ''
  },
  {
    name: 'Yani Purwanti',
    phones: ['0856 4122 0937'],
    addresses: [
      {
        ...{ recipient: 'Yani Purwanti', phone: '0856 4122 0937', village: 'Tlogosari Kulon', district: 'Pedurungan' },
        ...{ address: 'Perum Griya Permata Blok C2 no 7', city: 'Kota Semarang', province: 'Jawa Tengah' },
        postcode: '50196'
      }
    ],
    note: ''
  }
];

export const shop = {
  first: {
    name: 'Dapur Ibu Ratna',
    owner: 'Ratna',
    address: 'Jl. Puspowarno Tengah II No. 18, Semarang 50149',
    phone: '081322774019'
  },
  rules: {
    auto_approve: true,
    unique_codes: true,
    payment_hours: 24,
    ship_hours: 48,
    return_days: 3
  },
  target: { kpi: 'net_sales', per: 'week', amount: '21jt' },
  persons: [
    ['Rini', ['warehouse']],
    ['Dita', ['cs', 'marketing']]
  ] as const,
  bank: { name: 'BCA', number: '8610123456', holder: 'Ratna Wulandari' },
  pickups: { JNE: 1_020, 'J&T': 900 } as Record<string, number>,
  categories: ['Anyaman', 'Gelas'],
  tasks: [
    ['Balas komplain 112, gelas pecah', 3, 20251120],
    ['Bayar Bambu Makmur Rp 1.850.000, jatuh tempo hari ini', 1, 20251120],
    ['Opname rak B', 2, 20251119],
    ['Foto keranjang mendong untuk katalog', null, null]
  ] as const,
  /** Where parcels go whose address no test looks at. */
  place: {
    ...{ address: 'Jl. Melati 3', village: '', district: 'Kota', city: '', province: 'Jawa Tengah', postcode: '' }
  },
  /** The order whose buyer wants two of six plates taken back. */
  claimed: 114
};
