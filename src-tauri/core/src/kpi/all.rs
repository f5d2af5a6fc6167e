//! The figures that every shop has.

use super::KpiGroup::{Customers, Marketing, Money, People, Sales, Warehouse};
use super::{Better, Books, Kpi, KpiGroup, Logged, Made, Offered, Stocked, Unit};
use crate::figures::{Count, Span};

const fn kpi(key: &'static str, name: (&'static str, &'static str), group: KpiGroup, unit: Unit, made: Made) -> Kpi {
    Kpi { key, name, says: ("", ""), group, unit, better: Better::More, made, ripe_days: 0, offered: Offered::Own }
}

const fn less(of: Kpi) -> Kpi {
    Kpi { better: Better::Less, ..of }
}

const fn limit(of: Kpi, millionths: i64) -> Kpi {
    Kpi { offered: Offered::Fixed(millionths), ..of }
}

const fn ripe(of: Kpi, days: i64) -> Kpi {
    Kpi { ripe_days: days, ..of }
}

const fn says(of: Kpi, id: &'static str, en: &'static str) -> Kpi {
    Kpi { says: (id, en), ..of }
}

const fn tells(of: Kpi) -> Kpi {
    Kpi { better: Better::Neither, offered: Offered::Nothing, ..of }
}

/// All of them, in the order in which they are shown.
pub static KPIS: [Kpi; 47] = [
    says(
        kpi("orders", ("Pesanan", "Orders"), Sales, Unit::Count, Made::Sum(Count::Placed)),
        "pesanan masuk pada hari itu",
        "orders placed on the day",
    ),
    says(
        kpi("shipped", ("Paket keluar", "Parcels sent"), Sales, Unit::Count, Made::Sum(Count::Shipped)),
        "paket yang diserahkan ke kurir",
        "parcels given to the courier",
    ),
    says(
        kpi("net_sales", ("Penjualan bersih", "Net sales"), Sales, Unit::Money, Made::Books(Books::NetSales, None)),
        "penjualan dikurangi diskon dan retur, menurut buku",
        "sales less discounts and returns, by the books",
    ),
    says(
        kpi("aov", ("Nilai pesanan", "Order value"), Sales, Unit::Money, Made::Per(Count::Net, Count::Shipped)),
        "harga barang bersih per pesanan yang dikirim",
        "net price of the goods of an order that was sent",
    ),
    tells(says(
        kpi(
            "units_per_order",
            ("Barang per pesanan", "Units per order"),
            Sales,
            Unit::Ratio,
            Made::Per(Count::Units, Count::UnitOrders),
        ),
        "barang dalam satu pesanan",
        "units in an order",
    )),
    says(
        kpi("repeat", ("Pembeli ulang", "Repeat buyers"), Sales, Unit::Percent, Made::Repeat),
        "pesanan dari pembeli yang pernah membeli",
        "orders of buyers who bought before",
    ),
    says(
        kpi("gross_profit", ("Laba kotor", "Gross profit"), Money, Unit::Money, Made::Books(Books::Gross, None)),
        "penjualan bersih dikurangi harga pokok",
        "net sales less cost of goods",
    ),
    says(
        kpi(
            "gross_margin",
            ("Margin kotor", "Gross margin"),
            Money,
            Unit::Percent,
            Made::Books(Books::Gross, Some(Books::NetSales)),
        ),
        "bagian penjualan yang tersisa sesudah harga pokok",
        "the share of sales left after cost of goods",
    ),
    says(
        kpi("profit", ("Laba", "Profit"), Money, Unit::Money, Made::Books(Books::Profit, None)),
        "semua pendapatan dikurangi semua beban",
        "all income less all expenses",
    ),
    limit(
        says(
            kpi(
                "profit_per_order",
                ("Laba per pesanan", "Profit per order"),
                Money,
                Unit::Money,
                Made::Per(Count::Profit, Count::ProfitOrders),
            ),
            "laba rata-rata satu pesanan sesudah biaya marketplace",
            "mean profit of an order after fees",
        ),
        1_000_000,
    ),
    less(says(
        kpi(
            "losing",
            ("Pesanan rugi", "Loss-making orders"),
            Money,
            Unit::Percent,
            Made::Per(Count::Losing, Count::ProfitOrders),
        ),
        "pesanan yang labanya di bawah nol",
        "orders whose profit is below nil",
    )),
    less(says(
        kpi(
            "fee_share",
            ("Beban marketplace", "Marketplace fees"),
            Money,
            Unit::Percent,
            Made::Books(Books::Fees, Some(Books::StoreSales)),
        ),
        "potongan marketplace dari penjualan bersih di sana",
        "what marketplaces took of net sales there",
    )),
    limit(
        less(says(
            kpi(
                "payout_gap",
                ("Selisih pencairan", "Payout differences"),
                Money,
                Unit::Percent,
                Made::Books(Books::PayoutGap, Some(Books::PaidOut)),
            ),
            "penyesuaian yang tidak jelas dari pokok yang dicairkan",
            "unexplained adjustments of what was paid out",
        )),
        1_000,
    ),
    less(says(
        kpi("payout_days", ("Hari cair", "Days to payout"), Money, Unit::Days, Made::Span(Span::TillPaidOut, 50)),
        "hari dari paket keluar sampai uangnya cair, separuh paket lebih cepat",
        "days from sending to payout, half are faster",
    )),
    limit(
        less(says(
            kpi("overdue", ("Piutang lewat", "Overdue payouts"), Money, Unit::Money, Made::Overdue),
            "yang seharusnya sudah dibayar marketplace, kurir dan pembeli, hari ini",
            "what marketplaces, couriers and buyers should have paid by today",
        )),
        0,
    ),
    limit(
        says(
            kpi(
                "runway",
                ("Kas cukup", "Cash lasts"),
                Money,
                Unit::Days,
                Made::Books(Books::Cash, Some(Books::DailyOut)),
            ),
            "hari yang bisa dibayar kas dan bank, menurut pengeluaran 28 hari",
            "days that cash and bank pay for, by what went out in 28 days",
        ),
        30_000_000,
    ),
    ripe(
        less(says(
            kpi(
                "cancelled",
                ("Batal", "Cancelled"),
                Warehouse,
                Unit::Percent,
                Made::Per(Count::Cancelled, Count::Placed),
            ),
            "pesanan yang batal dari yang masuk hari itu",
            "orders cancelled of those placed on the day",
        )),
        7,
    ),
    ripe(
        limit(
            less(says(
                kpi(
                    "seller_cancelled",
                    ("Batal oleh toko", "Cancelled by shop"),
                    Warehouse,
                    Unit::Percent,
                    Made::Per(Count::SellerCancelled, Count::Placed),
                ),
                "batal karena toko: stok habis, tidak dikirim",
                "cancelled by the shop: out of stock, not sent",
            )),
            25_000,
        ),
        7,
    ),
    limit(
        less(says(
            kpi("late", ("Telat kirim", "Late dispatch"), Warehouse, Unit::Percent, Made::Per(Count::Late, Count::Due)),
            "paket yang keluar sesudah batas kirim",
            "parcels that left after their deadline",
        )),
        40_000,
    ),
    limit(
        says(
            kpi(
                "fast",
                ("Kirim cepat", "Fast dispatch"),
                Warehouse,
                Unit::Percent,
                Made::Per(Count::Fast, Count::PaidShipped),
            ),
            "paket yang keluar paling lambat sehari sesudah dibayar",
            "parcels that left no later than the day after payment",
        ),
        950_000,
    ),
    less(says(
        kpi(
            "paid_to_shipped",
            ("Bayar sampai kirim", "Payment to dispatch"),
            Warehouse,
            Unit::Minutes,
            Made::Span(Span::PaidToShipped, 50),
        ),
        "separuh paket lebih cepat dari ini",
        "half the parcels are faster than this",
    )),
    less(says(
        kpi(
            "paid_to_shipped_p90",
            ("Bayar sampai kirim, 90%", "Payment to dispatch, 90%"),
            Warehouse,
            Unit::Minutes,
            Made::Span(Span::PaidToShipped, 90),
        ),
        "sembilan dari sepuluh paket lebih cepat dari ini",
        "nine of ten parcels are faster than this",
    )),
    less(says(
        kpi(
            "till_paid",
            ("Masuk sampai dibayar", "Order to payment"),
            Warehouse,
            Unit::Minutes,
            Made::Span(Span::TillPaid, 50),
        ),
        "separuh pesanan lebih cepat dari ini",
        "half the orders are faster than this",
    )),
    less(says(
        kpi(
            "till_approved",
            ("Bayar sampai disetujui", "Payment to approval"),
            Warehouse,
            Unit::Minutes,
            Made::Span(Span::TillApproved, 50),
        ),
        "separuh pesanan lebih cepat dari ini",
        "half the orders are faster than this",
    )),
    less(says(
        kpi(
            "till_packed",
            ("Disetujui sampai dikemas", "Approval to packed"),
            Warehouse,
            Unit::Minutes,
            Made::Span(Span::TillPacked, 50),
        ),
        "separuh paket lebih cepat dari ini",
        "half the parcels are faster than this",
    )),
    less(says(
        kpi(
            "till_shipped",
            ("Dikemas sampai dikirim", "Packed to dispatch"),
            Warehouse,
            Unit::Minutes,
            Made::Span(Span::TillShipped, 50),
        ),
        "separuh paket lebih cepat dari ini",
        "half the parcels are faster than this",
    )),
    less(says(
        kpi(
            "till_delivered",
            ("Di jalan", "On its way"),
            Warehouse,
            Unit::Minutes,
            Made::Span(Span::TillDelivered, 50),
        ),
        "dari keluar sampai diterima, separuh paket lebih cepat",
        "from dispatch to delivery, half are faster",
    )),
    ripe(
        less(says(
            kpi(
                "returns",
                ("Retur", "Returns"),
                Warehouse,
                Unit::Percent,
                Made::Per(Count::BackUnits, Count::ShippedUnits),
            ),
            "barang yang diklaim atau kembali, dari yang keluar hari itu",
            "units claimed or back, of those that left on the day",
        )),
        30,
    ),
    ripe(
        less(says(
            kpi(
                "failed",
                ("Gagal kirim", "Failed delivery"),
                Warehouse,
                Unit::Percent,
                Made::PerOthers(Count::Failed, Count::Shipped, Count::Cod),
            ),
            "paket yang tidak sampai, tanpa COD",
            "parcels that weren't delivered, COD left out",
        )),
        14,
    ),
    ripe(
        less(says(
            kpi(
                "failed_cod",
                ("Gagal kirim COD", "Failed delivery, COD"),
                Warehouse,
                Unit::Percent,
                Made::Per(Count::CodFailed, Count::Cod),
            ),
            "paket COD yang tidak sampai",
            "parcels paid on delivery that weren't delivered",
        )),
        14,
    ),
    tells(says(
        kpi(
            "wrong_scans",
            ("Salah kemas dicegah", "Packing errors caught"),
            Warehouse,
            Unit::Per100,
            Made::Per(Count::WrongScans, Count::Shipped),
        ),
        "pindaian yang ditolak per 100 paket",
        "scans refused per 100 parcels",
    )),
    less(says(
        kpi(
            "stock_out",
            ("Stok kosong", "Out of stock"),
            Warehouse,
            Unit::Percent,
            Made::Stock(Stocked::OutDays, Some(Stocked::VariantDays)),
        ),
        "hari varian tanpa stok dari semua hari varian",
        "days of variants without stock of all their days",
    )),
    less(says(
        kpi(
            "stock_days",
            ("Hari stok", "Days of stock"),
            Warehouse,
            Unit::Days,
            Made::Stock(Stocked::Value, Some(Stocked::DailyCost)),
        ),
        "berapa hari stok cukup, menurut HPP 28 hari",
        "for how many days stock lasts, by cost of goods of 28 days",
    )),
    says(
        kpi(
            "turns",
            ("Perputaran stok", "Stock turns"),
            Warehouse,
            Unit::Ratio,
            Made::Stock(Stocked::YearCost, Some(Stocked::MeanValue)),
        ),
        "HPP setahun dibagi nilai stok rata-rata",
        "cost of goods of a year by the mean value of stock",
    ),
    less(says(
        kpi("dead_stock", ("Stok mati", "Dead stock"), Warehouse, Unit::Money, Made::Stock(Stocked::Dead, None)),
        "nilai barang yang 90 hari tidak terjual, hari ini",
        "value of goods unsold for 90 days, today",
    )),
    less(says(
        kpi(
            "shrinkage",
            ("Beda opname", "Shrinkage"),
            Warehouse,
            Unit::Percent,
            Made::Stock(Stocked::Differences, Some(Stocked::Counted)),
        ),
        "selisih opname dari nilai yang dihitung",
        "count differences of the value counted",
    )),
    less(says(
        kpi(
            "complaints",
            ("Keluhan per 100", "Complaints per 100"),
            Customers,
            Unit::Per100,
            Made::PerOrders(Logged::Complaints, Count::Placed),
        ),
        "keluhan yang dicatat per 100 pesanan",
        "complaints recorded per 100 orders",
    )),
    less(says(
        kpi(
            "wrong_item",
            ("Salah kirim", "Wrong item sent"),
            Customers,
            Unit::Per100,
            Made::PerOrders(Logged::WrongItems, Count::Shipped),
        ),
        "keluhan salah barang per 100 paket",
        "wrong item complaints per 100 parcels",
    )),
    limit(
        less(says(
            kpi(
                "defective",
                ("Barang cacat", "Defective goods"),
                Customers,
                Unit::Percent,
                Made::PerOrders(Logged::Defects, Count::Shipped),
            ),
            "keluhan cacat dari paket yang keluar",
            "complaints of defects of parcels sent",
        )),
        15_000,
    ),
    less(says(
        kpi("reply", ("Waktu balas", "Reply time"), Customers, Unit::Minutes, Made::LoggedMedian(Logged::ReplyMinutes)),
        "menit sampai chat dibalas, menurut catatan, separuh lebih cepat",
        "minutes until a chat was answered, as recorded, half are faster",
    )),
    less(says(
        kpi(
            "bad_reviews",
            ("Ulasan buruk", "Bad reviews"),
            Customers,
            Unit::Percent,
            Made::PerOrders(Logged::BadReviews, Count::Placed),
        ),
        "ulasan bintang 1 dan 2 dari pesanan",
        "reviews of 1 and 2 stars of orders",
    )),
    ripe(
        says(
            kpi("repeat_60", ("Ulang 60 hari", "Again in 60 days"), Customers, Unit::Percent, Made::Repeat60),
            "pembeli baru yang membeli lagi dalam 60 hari",
            "new buyers who bought again within 60 days",
        ),
        60,
    ),
    says(
        kpi("roas", ("ROAS", "ROAS"), Marketing, Unit::Ratio, Made::Logged(Logged::AdSales, Logged::AdCost)),
        "penjualan dari iklan dibagi biayanya, menurut catatan",
        "sales from advertising by its cost, as recorded",
    ),
    less(says(
        kpi("ad_cost", ("Biaya iklan", "Advertising"), Marketing, Unit::Money, Made::LoggedSum(Logged::AdCost)),
        "biaya iklan menurut catatan",
        "cost of advertising as recorded",
    )),
    says(
        kpi(
            "conversion",
            ("Konversi", "Conversion"),
            Marketing,
            Unit::Percent,
            Made::Logged(Logged::WebOrders, Logged::Visitors),
        ),
        "pesanan dibagi pengunjung, menurut catatan",
        "orders by visitors, as recorded",
    ),
    says(
        kpi(
            "orders_per_person",
            ("Paket per orang", "Parcels per person"),
            People,
            Unit::Ratio,
            Made::PerPersonDay(Count::Shipped),
        ),
        "paket keluar per orang yang bekerja sehari",
        "parcels sent per person who worked on a day",
    ),
    less(says(
        kpi(
            "minutes_per_order",
            ("Menit per pesanan", "Minutes per order"),
            People,
            Unit::Ratio,
            Made::Minutes(Count::Work, Count::Shipped),
        ),
        "menit kerja di program per paket keluar",
        "minutes of work in the program per parcel sent",
    )),
];
