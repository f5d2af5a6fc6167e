// Believable data for tests and for development in a browser: a kitchenware shop in Semarang on Thursday
// 20 November 2025, 07.42 WIB. All people are made up.
import type { Channel } from '../generated/Channel';
import type { Stage } from '../generated/Stage';

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
  [4098, 'approved', due(yesterday, 15), 'Ti***a S.', 'Jakarta Selatan', [['RTG-H', 1]], 'tiktok', 'J&T'],
  [4101, 'approved', due(yesterday, 15), 'wulan.sari88', 'Bandung', [['BSK-18', 50]], 'shopee', 'SPX'],
  [
    4106,
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
  [4139, 'approved', due(today, 10), 'Clara Wijaya', 'Semarang', [['BNT-2', 2]], 'instagram', 'GoSend'],
  [
    4141,
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
  [4110, 'approved', due(today, 12), 'dapurmila', 'Surabaya', [['PRB-H', 6]], 'shopee', 'SPX'],
  [
    4112,
    'approved',
    due(today, 12),
    'rina_hampers',
    'Bekasi',
    [['BSK-20', 30]],
    'shopee',
    'SPX',
    { note: 'Tutupnya polos semua, 4 lusin kalau ada.' }
  ],
  [4115, 'approved', due(today, 12), 'toko.berkahjaya', 'Tangerang', [['GLB-H', 24]], 'shopee', 'SPX'],
  [
    4121,
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
  [4116, 'approved', due(today, 15), 'Fitri Handayani', 'Solo', [['PRR-C', 6]], 'whatsapp', 'J&T'],
  [4122, 'approved', due(today, 15), 'Ag** S.', 'Malang', [['TMP-40', 3]], 'tiktok', 'J&T'],
  [
    4123,
    'approved',
    due(today, 15),
    'De** L.',
    'Depok',
    [['KRM-30', 2]],
    'tiktok',
    'J&T',
    { note: 'warna hijau kalau ada ya kak' }
  ],
  [
    4125,
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
    4126,
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
    4127,
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
  [4129, 'approved', due(today, 17), 'Made Sudarsana', 'Denpasar', [['TLN-30', 2]], 'whatsapp', 'JNE'],
  [4130, 'approved', due(today, 17), 'Ni Luh Putri', 'Gianyar', [['PRR-N', 12]], 'instagram', 'JNE'],
  [4131, 'approved', due(today, 17), 'Rizky M.', 'Bogor', [['BNT-2', 1]], 'tokopedia', 'JNE'],
  [4132, 'approved', due(today, 17), 'Griya Anyam', 'Magelang', [['TMP-40', 2]], 'whatsapp', 'JNE'],
  [4134, 'approved', due(tomorrow, 12), 'hobi.masak21', 'Cirebon', [['GLB-B', 6]], 'shopee', 'SPX'],
  [4135, 'approved', due(tomorrow, 12), 'bundaraffa_🌸', 'Medan', [['MKB-H', 6]], 'shopee', 'SPX'],
  [4138, 'approved', due(tomorrow, 12), 'kedai_tepisawah', 'Klaten', [['PRB-H', 12]], 'shopee', 'SPX'],
  [
    4117,
    'approved',
    due(tomorrow, 15),
    'Lestari Catering',
    'Semarang',
    [['BSK-20', 60]],
    'whatsapp',
    'J&T',
    { held: 'Besek basah kena hujan, stok perlu dicek' }
  ],
  [4136, 'approved', due(tomorrow, 15), 'Ma***n P.', 'Palembang', [['RTG-H', 1]], 'tiktok', 'J&T'],
  [
    4140,
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
    4137,
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
  [4142, 'approved', due(tomorrow, 17), 'Toni H.', 'Jakarta Barat', [['KRM-40', 4]], 'tokopedia', 'JNE'],
  [
    4099,
    'awaiting_approval',
    due(today, 17),
    'Lestari Wahyuningsih Kusumadewi Prameswari',
    'Kabupaten Kepulauan Siau Tagulandang Biaro',
    [['HMP-KRC', 3]],
    'tokopedia',
    'Anteraja'
  ],
  [
    4093,
    'awaiting_approval',
    due(today, 12),
    'Anonim',
    'Batam',
    [['RTG-H', 12]],
    'whatsapp',
    'JNE',
    { cod: true, held: 'COD 1,9 jt, alamat aneh' }
  ],
  [4143, 'awaiting_approval', due(tomorrow, 15), 'Linda Kartika', 'Salatiga', [['MKB-H', 8]], 'whatsapp', 'J&T'],
  [4133, 'awaiting_approval', due(tomorrow, 17), 'Sari Wulandari', 'Jepara', [['GLB-B', 12]], 'instagram', 'JNE'],
  [
    4145,
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
    4146,
    'awaiting_approval',
    due(2, 12),
    'dapur_nusantara',
    'Balikpapan',
    [['PRB-H', 24]],
    'shopee',
    'SPX',
    { cod: true }
  ],
  [4128, 'awaiting_payment', due(tomorrow, 17), 'Yanto Subagyo', 'Semarang', [['PRR-N', 24]], 'whatsapp', 'JNE'],
  [4144, 'awaiting_payment', due(tomorrow, 15), 'Nia Ramadhani', 'Ungaran', [['SDK', 6]], 'whatsapp', 'J&T'],
  [4147, 'awaiting_payment', null, 'kopi.sore', 'Semarang', [['GLB-B', 6]], 'instagram', ''],
  [4148, 'awaiting_payment', due(3, 12), 'mama.alya', 'Pontianak', [['BSK-18', 100]], 'shopee', 'SPX'],
  [4149, 'awaiting_payment', due(3, 12), 'ir_wahyu', 'Padang', [['TLN-30', 1]], 'shopee', 'SPX'],
  [4104, 'packed', due(yesterday, 17), 'Hendra Gunawan', 'Semarang', [['PRR-N', 12]], 'whatsapp', 'JNE'],
  [4108, 'packed', due(today, 12), 'warung_bude', 'Sidoarjo', [['PRB-H', 12]], 'shopee', 'SPX'],
  [4109, 'packed', due(today, 15), 'Pu** A.', 'Serang', [['KRM-30', 1]], 'tiktok', 'J&T'],
  [4111, 'packed', due(today, 15), 'Joko Susilo', 'Wonosobo', [['BSK-20', 20]], 'whatsapp', 'J&T'],
  [3990, 'shipped', null, 'Ayu Lestari', 'Bandung', [['BNT-2', 1]], 'shopee', 'SPX', { tracking: 'SPXID0553019877' }],
  [
    3991,
    'shipped',
    null,
    'Rahmat Hidayat',
    'Lampung',
    [['TMP-40', 2]],
    'tokopedia',
    'JNE',
    { tracking: 'JNE88123400123' }
  ],
  [
    3996,
    'shipped',
    null,
    'Dewi K.',
    'Manado',
    [['RTG-H', 1]],
    'tiktok',
    'J&T',
    { tracking: 'JX4417720935', failed: true }
  ],
  [
    4002,
    'shipped',
    null,
    'Agus Salim',
    'Kupang',
    [['GLB-H', 12]],
    'whatsapp',
    'JNE',
    { tracking: 'JNE88123400188', cod: true }
  ],
  [4010, 'shipped', null, 'gita.cake', 'Bekasi', [['BSK-18', 40]], 'shopee', 'SPX', { tracking: 'SPXID0553022001' }],
  [4015, 'shipped', null, 'Mustika', 'Cilacap', [['PRR-C', 6]], 'instagram', 'JNE', { tracking: 'JNE88123400301' }],
  [
    3950,
    'delivered',
    null,
    'Rudi Hartono',
    'Tegal',
    [['TLN-30', 2]],
    'whatsapp',
    'JNE',
    { tracking: 'JNE88123399001' }
  ],
  [3955, 'delivered', null, 'ratih_kitchen', 'Bogor', [['MKB-B', 6]], 'shopee', 'SPX', { tracking: 'SPXID0552990001' }],
  [3960, 'delivered', null, 'Bayu', 'Jambi', [['KRG-B', 1]], 'tokopedia', 'J&T', { tracking: 'JX4417000111' }],
  [
    3688,
    'completed',
    null,
    'Maria Ulfa',
    'Semarang',
    [['PRB-H', 6]],
    'whatsapp',
    'JNE',
    { tracking: 'JNE88120001122' }
  ],
  [
    3701,
    'completed',
    null,
    'sukma.ayu',
    'Denpasar',
    [['BSK-20', 20]],
    'shopee',
    'SPX',
    { tracking: 'SPXID0551110001' }
  ],
  [3702, 'completed', null, 'Hari', 'Solo', [['SDK', 10]], 'shopee', 'SPX', { tracking: 'SPXID0551110002' }],
  [
    3703,
    'completed',
    null,
    'Inggrid M.',
    'Surabaya',
    [['HMP-KRC', 2]],
    'tokopedia',
    'JNE',
    { tracking: 'JNE88120001177' }
  ],
  [4052, 'cancelled', null, 'Tedi', 'Cimahi', [['GLB-H', 6]], 'shopee', 'SPX', { tracking: 'SPXID0553100000' }],
  [4060, 'cancelled', null, 'Wati', 'Garut', [['TMP-40', 1]], 'whatsapp', ''],
  [3900, 'returned', null, 'Oki', 'Tasikmalaya', [['RTG-H', 1]], 'shopee', 'SPX', { tracking: 'SPXID0552500009' }],
  [
    4150,
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
  [4151, 'draft', null, 'Bu RT', 'Semarang', [['GLB-B', 24]], 'walk_in', '']
];

export const seeds: Seed[] = rows.map(([number, stage, dueIn, customer, city, lines, channel, courier, more]) => ({
  number,
  stage,
  due: dueIn,
  customer,
  city,
  lines,
  channel,
  courier,
  ...more
}));
