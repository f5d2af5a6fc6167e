//! Sheets to print in tests and measurements: the shop of the design's pictures, and hostile ones.
#![allow(dead_code)]

use runut_core::sheets::{
    CountRow, CountSheet, CountShelf, HandoverList, HandoverRow, Imprint, Label, PackingSlip, PickFor, PickList,
    PickRow, PickShelf, SlipLine,
};
use runut_core::{Instant, Money, Zone};

/// 20 November 2025, 10.02 in the western zone.
pub const NOW: Instant = Instant(1_763_607_720_000);

pub fn imprint() -> Imprint {
    Imprint { shop: "Dapur Ibu Ratna".into(), person: "Rini".into(), at: NOW, zone: Zone::Wib }
}

/// `A-01|Besek Bambu|18 cm|BSK-18|4101 50,4141 24`.
pub fn pick_row(text: &str) -> PickRow {
    let mut parts = text.split('|').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let (shelf, product, variant, sku, list) = (next(), next(), next(), next(), next());
    let orders: Vec<PickFor> = list
        .split(',')
        .filter_map(|order| {
            let (number, quantity) = order.split_once(' ')?;
            let noted = number.ends_with('*');
            let number = number.trim_end_matches('*').parse().ok()?;
            Some(PickFor { number, quantity: quantity.parse().ok()?, noted })
        })
        .collect();
    let quantity = orders.iter().map(|o| o.quantity).sum();
    PickRow { shelf, product, variant, sku, quantity, missing: 0, orders }
}

const SHELVES: [(&str, &[&str]); 3] = [
    (
        "A",
        &[
            "A-01|Besek Bambu|18 cm|BSK-18|4101 50,4141 24",
            "A-02|Besek Bambu|20 cm|BSK-20|4112* 30",
            "A-04|Piring Rotan 25 cm|Natural|PRT-25-NAT|4127* 6,4130 12",
            "A-05|Piring Rotan 25 cm|Cokelat|PRT-25-COK|4116 6",
            "A-06|Tampah Bambu|40 cm|TMP-40|4122 3,4132 2,4141 1",
        ],
    ),
    (
        "B",
        &[
            "B-01|Gelas Blirik 8 cm|Hijau|GLB-8-HJU|4115 24,4125 6,4127* 12,4140* 30",
            "B-02|Gelas Blirik 8 cm|Biru|GLB-8-BIR|4121 4,4134 6",
            "B-03|Mangkuk Blirik 14 cm|Hijau|MKB-14-HJU|4127* 6,4135 6",
            "B-04|Mangkuk Blirik 14 cm|Biru|MKB-14-BIR|4121 4",
            "B-05|Piring Blirik 22 cm|Hijau|PIB-22-HJU|4110 6,4125 6,4138 12",
            "B-07|Rantang Enamel 3 Susun|Hijau|RTG-3-HJU|4098 1,4136 1",
        ],
    ),
    (
        "C",
        &[
            "C-01|Keranjang Roti Mendong|30 cm|KRM-30|4106 1,4123* 2,4126 2,4142 4",
            "C-02|Keranjang Gagang|Besar|KRB-L|4106 2,4126 1",
            "C-04|Kotak Bento Jati|2 sekat|KBJ-01|4131 1,4137 1,4139 2",
            "C-05|Talenan Mahoni|30 cm|TLN-30|4129 2,4137 1",
        ],
    ),
];

/// The pick list of the design: 26 orders, 15 kinds, 277 units.
pub fn pick_list() -> PickList {
    let shelves = SHELVES
        .iter()
        .map(|(name, rows)| PickShelf { name: (*name).into(), rows: rows.iter().map(|r| pick_row(r)).collect() })
        .collect();
    let notes = [
        (4112, "Tutup polos, jangan ditempel stiker"),
        (4123, "Minta dua-duanya yang gagang pendek"),
        (4127, "Yang hijau semua, jangan campur biru"),
        (4140, "Bungkus satu-satu, untuk bingkisan anak PAUD"),
    ];
    let notes = notes.iter().map(|(number, note)| (*number, (*note).into())).collect();
    PickList { imprint: imprint(), orders: 26, shelves, notes, held: vec![4117] }
}

/// A pick list over some pages, with goods without a place, missing goods and long names.
pub fn long_pick_list() -> PickList {
    let mut list = pick_list();
    for (i, name) in ["D", "E", "F"].iter().enumerate() {
        let row = |n: i64| {
            let orders: Vec<String> = (0..n % 9 + 1).map(|o| format!("{} {}", 4200 + n * 7 + o, o + 1)).collect();
            let text = format!(
                "{name}-{:02}|Wajan Penggorengan Enamel Motif Kembang Kol|Ø 30 cm × {n}, Biru Tua dengan Tutup Kaca|WJN-{i}-{n}|{}",
                n + 1,
                orders.join(",")
            );
            PickRow { missing: i64::from(n % 4 == 3) * (n + 1), ..pick_row(&text) }
        };
        list.shelves.push(PickShelf { name: (*name).into(), rows: (0..14).map(row).collect() });
    }
    let loose = ["|Tali Rami|5 m|TLR-5|4101 2", "|Kartu Ucapan||KRT|4110 12000"].map(pick_row).to_vec();
    list.shelves.push(PickShelf { name: String::new(), rows: loose });
    for n in 0..30 {
        let note =
            "Tolong bubble wrap tebal ya kak, ini untuk hadiah ibu saya yang ulang tahun 😊🙏🏼. ".repeat(n % 4 + 1);
        list.notes.push((4200 + i64::try_from(n).unwrap_or(0), note));
    }
    list.held = vec![4117, 4120, 4133];
    list
}

pub fn slip_line(shelf: &str, product: &str, variant: &str, sku: &str, quantity: i64) -> SlipLine {
    SlipLine { shelf: shelf.into(), product: product.into(), variant: variant.into(), sku: sku.into(), quantity }
}

/// The packing slip of the design.
pub fn slip() -> PackingSlip {
    PackingSlip {
        imprint: imprint(),
        number: 4127,
        channel: "Shopee".into(),
        external_id: "240901G6SD5JKG".into(),
        recipient: "Maria Ulfa".into(),
        place: "Semarang Barat, Semarang".into(),
        courier: "JNE REG".into(),
        tracking: String::new(),
        weight_g: 4_000,
        ship_by: Some(Instant(1_763_632_800_000)), // 17.00
        cod: false,
        dropship: false,
        reprint: false,
        note: "Yang hijau semua ya bu, jangan campur biru. Buat arisan hari Minggu.".into(),
        lines: vec![
            slip_line("A-04", "Piring Rotan 25 cm", "Natural", "PRT-25-NAT", 6),
            slip_line("B-01", "Gelas Blirik 8 cm", "Hijau", "GLB-8-HJU", 12),
            slip_line("B-03", "Mangkuk Blirik 14 cm", "Hijau", "MKB-14-HJU", 6),
        ],
    }
}

/// A slip with every mark and enough lines for more than one page.
pub fn long_slip() -> PackingSlip {
    let mut slip = slip();
    slip.number = 128_441;
    (slip.cod, slip.reprint) = (true, true);
    slip.tracking = "JP6214738890".into();
    slip.courier = "J&T Express Reguler".into();
    slip.recipient = "Ny. Hj. Siti Nurhaliza Kusumawardhani binti Abdurrahman".into();
    slip.place = "Kebayoran Baru, Kota Administrasi Jakarta Selatan".into();
    slip.weight_g = 12_350;
    slip.note = "rapih ya 😊🙏🏼\nyang 🔴 dipisah dari yang 🔵, jangan dicampur → kado. Ukuran 20 × 30 ✓".into();
    slip.lines = (1..=40)
        .map(|n| {
            let variant = if n % 5 == 0 { "Hijau Daun Tua, dengan tutup dan gagang kayu" } else { "Hijau" };
            slip_line(
                &format!("B-{n:02}"),
                "Rantang Enamel Blirik 3 Susun Jumbo",
                variant,
                &format!("RTG-3-{n}"),
                n * 37,
            )
        })
        .collect();
    slip
}

/// A slip that knows almost nothing.
pub fn bare_slip() -> PackingSlip {
    PackingSlip {
        imprint: Imprint { shop: String::new(), person: String::new(), at: Instant(0), zone: Zone::Wit },
        number: 1,
        channel: String::new(),
        external_id: String::new(),
        recipient: String::new(),
        place: String::new(),
        courier: String::new(),
        tracking: String::new(),
        weight_g: 0,
        ship_by: None,
        cod: false,
        dropship: false,
        reprint: false,
        note: String::new(),
        lines: vec![slip_line("", "", "", "", 0)],
    }
}

/// A slip in which everything is too long.
pub fn hostile_slip() -> PackingSlip {
    let long = |c: &str| c.repeat(500);
    let mut slip = long_slip();
    slip.number = 9_876_543_210;
    slip.channel = long("Toko");
    slip.external_id = "9".repeat(60);
    slip.recipient = long("M");
    slip.place = long("Kab");
    slip.courier = long("JNE");
    slip.tracking = "W".repeat(300);
    slip.weight_g = i64::MAX;
    slip.note = format!("{}\n{}", long("W"), "harap hati-hati sekali ".repeat(300));
    slip.imprint.shop = long("Dapur");
    for line in &mut slip.lines {
        line.quantity = 1_234_567_890;
    }
    slip.lines.push(slip_line(&long("R"), &long("P"), &long("V"), &long("S"), i64::MAX));
    slip.lines.push(slip_line("", "Wajan", &"varian panjang ".repeat(400), "", i64::MIN));
    slip
}

/// A pick list in which everything is too long.
pub fn hostile_pick_list() -> PickList {
    let long = |c: &str| c.repeat(500);
    let mut list = long_pick_list();
    let many = |count: i64| -> Vec<PickFor> {
        (0..count).map(|n| PickFor { number: 1_000_000_000 + n, quantity: 1_000_000 + n, noted: n % 2 == 0 }).collect()
    };
    let mut rows = vec![
        PickRow {
            shelf: long("R"),
            product: long("P"),
            variant: long("V"),
            sku: long("S"),
            quantity: i64::MAX,
            missing: i64::MAX,
            orders: vec![PickFor { number: i64::MAX, quantity: i64::MAX, noted: true }],
        },
        PickRow { orders: many(900), ..pick_row("Z-1|Besek|18 cm|B|1 1") },
        PickRow { variant: "varian panjang ".repeat(700), ..pick_row("Z-2|Besek|18 cm|B|1 1") },
        pick_row("||||"),
    ];
    rows.extend((0..60).map(|n| PickRow { quantity: 9_999_999_999, ..pick_row(&format!("Z-{n}|B|x|S|1 1")) }));
    list.shelves.push(PickShelf { name: long("Rak "), rows });
    list.notes.push((i64::MIN, long("W")));
    list.notes.push((5, "hati-hati ".repeat(2_000)));
    list.held = (0..700).map(|n| 1_000_000 + n).collect();
    list.imprint.shop = long("Dapur");
    list.imprint.person = long("Rini");
    list
}

/// The design's first label: COD, breakable, no tracking number yet.
pub fn label() -> Label {
    Label {
        imprint: imprint(),
        number: 4125,
        courier: "J&T EZ".into(),
        tracking: String::new(),
        own_delivery: false,
        sender: "Dapur Ibu Ratna".into(),
        sender_phone: "0812 2570 4418".into(),
        sender_address: "Jl. Diponegoro 18, Ungaran".into(),
        recipient: "Siti Aminah".into(),
        phone: "085740112263".into(),
        address: "Jl. Pemuda Gang Melati No. 9, RT 2 RW 5. Rumah cat hijau, samping mushola.".into(),
        village: "Kebondalem".into(),
        district: "Kendal".into(),
        city: "Kendal".into(),
        province: "Jawa Tengah".into(),
        postcode: "51318".into(),
        weight_g: 3_000,
        units: 12,
        contents: "6 Gelas Blirik 8 cm Hijau, 6 Piring Blirik 22 cm Hijau".into(),
        cod: Some(Money(264_000)),
        fragile: true,
        reprint: false,
    }
}

/// The design's second label: a dropshipper's parcel with its tracking number.
pub fn dropship_label() -> Label {
    Label {
        number: 4126,
        tracking: "JX4417720935".into(),
        sender: "Griya Anyam".into(),
        sender_phone: "0813 9000 2717".into(),
        sender_address: String::new(),
        recipient: "Yohanes Kurniawan".into(),
        phone: "0878 3390 5521".into(),
        address: "Apartemen Taman Sari Tower B lantai 12 No. 08, Jl. Laksda Adisucipto Km 7".into(),
        village: "Caturtunggal".into(),
        district: "Depok".into(),
        city: "Sleman".into(),
        province: "Daerah Istimewa Yogyakarta".into(),
        postcode: "55281".into(),
        weight_g: 1_000,
        units: 3,
        contents: String::new(),
        cod: None,
        fragile: false,
        ..label()
    }
}

/// A reprint with everything at once: COD, breakable, tracking number, a long address.
pub fn full_label() -> Label {
    Label {
        number: 128_441,
        courier: "Shopee Express Standard".into(),
        tracking: "SPXID054329876543".into(),
        recipient: "Raden Ajeng Kusumawardhani Puspitaningrum Soedarmadji".into(),
        address: "Perumahan Bukit Cemara Hijau Blok AA-12 No. 7, Jl. Raya Sukorejo–Weleri Km 3,5, belakang toko \
            besi Sumber Rejeki, masuk gang kedua setelah gapura, rumah pagar hitam 😊 titip satpam kalau kosong"
            .into(),
        village: "Tambakboyo".into(),
        city: "Kab. Hulu Sungai Tengah".into(),
        province: "Kalimantan Selatan".into(),
        cod: Some(Money(12_345_678)),
        reprint: true,
        ..label()
    }
}

/// A label as bad as it comes.
pub fn hostile_label() -> Label {
    Label {
        number: i64::MAX,
        courier: "Kurir ".repeat(60),
        tracking: "W1".repeat(32),
        sender: "Toko ".repeat(60),
        sender_phone: "0812".repeat(30),
        sender_address: "Jl. ".repeat(200),
        recipient: "W".repeat(300),
        phone: "08123456789/".repeat(6),
        address: format!("{} Jalan 红色 القرآن 🦖\u{202e}evil\r\n", "Gang Melati yang panjang sekali ".repeat(80)),
        village: "Desa ".repeat(30),
        district: "M".repeat(120),
        city: "Kota Administrasi ".repeat(12),
        province: "Provinsi ".repeat(40),
        postcode: "51318-98765432109876543210".into(),
        weight_g: i64::MAX,
        units: i64::MAX,
        contents: "barang 😊 ".repeat(200),
        cod: Some(Money(i64::MAX)),
        reprint: true,
        ..label()
    }
}

/// Every kind of label.
pub fn labels() -> Vec<Label> {
    let longest = Label { tracking: "TJNE2025112000012345678901".into(), ..label() };
    let own = Label { own_delivery: true, courier: "Antar sendiri".into(), cod: None, ..label() };
    let bare = Label {
        village: String::new(),
        district: String::new(),
        province: String::new(),
        postcode: String::new(),
        sender_phone: String::new(),
        contents: String::new(),
        weight_g: 0,
        cod: None,
        fragile: false,
        ..label()
    };
    vec![label(), dropship_label(), full_label(), longest, own, bare]
}

/// What J&T takes along: `count` parcels, every third of them COD.
pub fn handover(count: i64) -> HandoverList {
    let names = ["Siti Aminah", "Yohanes Kurniawan", "Maria Ulfa", "Raden Ajeng Kusumawardhani Soedarmadji"];
    let row = |n: i64| HandoverRow {
        number: 4_100 + n,
        tracking: format!("JX44177{:05}", 20_935 + n * 7),
        recipient: names[usize::try_from(n).unwrap_or(0) % 4].into(),
        place: ["Kendal, Jawa Tengah", "Sleman, Daerah Istimewa Yogyakarta"][usize::try_from(n % 2).unwrap_or(0)]
            .into(),
        cod: (n % 3 == 0).then_some(Money(150_000 + n * 1_000)),
        weight_g: 500 + n * 250,
    };
    HandoverList { imprint: imprint(), courier: "J&T EZ".into(), rows: (0..count).map(row).collect() }
}

/// A hand-over list as bad as it comes.
pub fn hostile_handover() -> HandoverList {
    let row = HandoverRow {
        number: i64::MAX,
        tracking: "W1".repeat(32),
        recipient: "W".repeat(200),
        place: "Kota 红色 🦖 ".repeat(30),
        cod: Some(Money(i64::MAX)),
        weight_g: i64::MAX,
    };
    HandoverList { courier: "Kurir ".repeat(60), rows: vec![row; 40], ..handover(0) }
}

/// The count of the design's shelves.
pub fn count_sheet() -> CountSheet {
    let shelf = |shelf: &PickShelf| CountShelf {
        name: shelf.name.clone(),
        rows: shelf
            .rows
            .iter()
            .map(|row| CountRow {
                shelf: row.shelf.clone(),
                product: row.product.clone(),
                variant: row.variant.clone(),
                sku: row.sku.clone(),
                barcode: if row.sku.len() > 7 { "8991234567890".into() } else { String::new() },
            })
            .collect(),
    };
    let shelves = pick_list().shelves.iter().map(shelf).collect();
    CountSheet { imprint: imprint(), count: 7, name: "Semua rak".into(), started_at: NOW, shelves }
}

/// A count as bad as it comes.
pub fn hostile_count_sheet() -> CountSheet {
    let row = CountRow {
        shelf: "Rak Belakang Sekali ".repeat(6),
        product: "W".repeat(300),
        variant: "varian 红色 ".repeat(60),
        sku: "S".repeat(120),
        barcode: "9".repeat(80),
    };
    let shelf = CountShelf { name: "Gudang ".repeat(40), rows: vec![row; 30] };
    CountSheet { name: "Hitung ".repeat(40), shelves: vec![shelf; 2], ..count_sheet() }
}
