//! What is proposed to be done about what stands out, and the list by which it is worked off.

use super::{Looked, Story};
use crate::Sentence;
use crate::rows::WorkList;

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// It in words, as the task will say it.
    pub text: Sentence,
    /// The list to work off.
    pub list: WorkList,
}

/// What is proposed about a figure that stands out; `bad` where it is worse than usual, `cause` its largest cause.
#[must_use]
pub fn proposal(of: &Looked, bad: bool, cause: Option<&str>) -> Proposal {
    let part = if of.part.is_empty() { cause } else { Some(of.part.as_str()) };
    let named = |with: (&str, &str), without: (&str, &str)| match part {
        Some(part) => Sentence::new(with.0.replace("{}", part), with.1.replace("{}", part)),
        None => Sentence::new(without.0, without.1),
    };
    let same = Sentence::new;
    let text = match (of.story, bad) {
        (Story::Sales, true) if of.is_product() => {
            named(("Periksa stok, harga dan foto {}", "Look at stock, price and photos of {}"), ("", ""))
        }
        (Story::Sales, false) if of.is_product() => {
            named(("Siapkan stok {} lebih banyak", "Keep more of {} in stock"), ("", ""))
        }
        (Story::Sales, true) => named(
            ("Periksa produk, harga dan iklan di {}", "Look at products, prices and ads at {}"),
            ("Periksa produk yang turun: stok, harga, iklan", "Look at what sells less: stock, price, ads"),
        ),
        (Story::Sales, false) => named(
            ("Ulangi yang membuat {} naik, catat caranya", "Do again what made {} grow, and note how"),
            ("Ulangi yang membuat penjualan naik, catat caranya", "Do again what made sales grow, and note how"),
        ),
        // What got better without being sold more: whatever made it so is worth knowing.
        (_, false) => same("Catat apa yang berhasil, pakai lagi", "Note what worked, and use it again"),
        (Story::OrderValue, true) => same("Tawarkan paket isi banyak dan tambahan", "Offer bundles and extras"),
        (Story::Margin, true) => named(
            ("Hitung lagi harga dan modal {}", "Reckon price and cost of {} again"),
            ("Hitung lagi harga barang yang untungnya tipis", "Reckon prices of goods with thin margins again"),
        ),
        (Story::Fees, true) => same(
            "Cocokkan tarif marketplace, naikkan harga yang untungnya habis",
            "Check the marketplaces' rates, raise prices that leave nothing",
        ),
        (Story::Losses, true) => {
            same("Perbaiki harga pesanan yang rugi menurut sebabnya", "Mend prices of losing orders by cause")
        }
        (Story::Cancelled, true) => named(
            ("Baca alasan batal di {}, hubungi pembelinya", "Read why orders at {} were cancelled, ask the buyers"),
            ("Baca alasan batal, hubungi pembelinya", "Read why orders were cancelled, ask the buyers"),
        ),
        (Story::Late, true) => named(
            ("Atur jemputan dan tenaga kemas: {}", "Arrange pick-ups and hands for packing: {}"),
            ("Tambah tenaga kemas pada jam ramai", "Add hands for packing in busy hours"),
        ),
        (Story::Returns, true) => same(
            "Baca alasan retur, perbaiki foto dan keterangan",
            "Read why goods came back, mend photos and descriptions",
        ),
        (Story::Failed, true) => named(
            ("Pastikan alamat sebelum kirim, tanya {}", "Make sure of addresses before sending, ask {}"),
            ("Pastikan alamat sebelum kirim", "Make sure of addresses before sending"),
        ),
        (Story::StockOut, true) => same("Pesan lagi barang yang kosong", "Order what is out again"),
    };
    let list = if of.is_product() { WorkList::Reorder } else { list_of(of.story) };
    Proposal { text, list }
}

/// The list by which a figure is worked off.
const fn list_of(story: Story) -> WorkList {
    match story {
        Story::Sales | Story::OrderValue => WorkList::Sales,
        Story::Margin | Story::Losses => WorkList::OrdersProfit,
        Story::Fees => WorkList::Tariffs,
        Story::Cancelled | Story::Late | Story::Failed => WorkList::Orders,
        Story::Returns => WorkList::Returns,
        Story::StockOut => WorkList::Reorder,
    }
}
