//! Stock set right: adjustments and counts. What they say in the script, and their stories.

use runut_actions::{ActionError, adjust, cancel_count, close_count, enter_count, start_count};
use runut_core::marketplace::FileStatus;
use runut_core::rows::{AdjustForm, AdjustKind, Adjusted, CountEntry, CountReason, CountScope};
use runut_core::{CountId, Instant, Money};
use runut_store::{Written, reports};

use crate::script::{code, go_on, tell};
use crate::shop::{Shop, order};

fn kind(word: &str) -> AdjustKind {
    serde_json::from_value(word.into()).unwrap_or_else(|_| panic!("no adjustment {word}"))
}

/// `adjust Hijau found 2 @9000 di bawah meja`
pub fn adjusted(shop: &mut Shop, name: &str, word: &str, quantity: &str, why: &[&str]) -> String {
    let (unit_cost, why) = match why.split_first() {
        Some((cost, rest)) if cost.starts_with('@') => (Some(Money(cost[1..].parse().unwrap())), rest),
        _ => (None, why),
    };
    let form = AdjustForm {
        variant: shop.variant(name),
        kind: kind(word),
        quantity: quantity.parse().unwrap(),
        reason: why.join(" "),
        unit_cost,
    };
    done(shop, |shop| {
        let ctx = shop.ctx();
        adjust(&shop.book, &ctx, &form).map(|w| w.value.message.id)
    })
}

/// What was done, or the refusal's code, which has left the book as it was.
fn done(shop: &mut Shop, what: impl FnOnce(&mut Shop) -> Result<String, ActionError>) -> String {
    let before = shop.book.dump().unwrap();
    what(shop).unwrap_or_else(|error| {
        assert_eq!(shop.book.dump().unwrap(), before, "what is refused changes nothing");
        code(&error)
    })
}

fn id(text: &str) -> CountId {
    CountId(text.parse().unwrap())
}

/// `count start Hijau Biru`, `count enter 1 Hijau=7 Biru=- @-30` (minutes), `count review 1`,
/// `count close 1 Hijau=pecah Biru=ketemu@9000`, `count cancel 1`
pub fn count(shop: &mut Shop, word: &str, rest: &[&str]) -> String {
    done(shop, |shop| {
        let ctx = shop.ctx();
        let said = |done: Written<Adjusted>| done.value.message.id;
        match (word, rest) {
            ("start", names) => {
                let variants = names.iter().map(|name| shop.variant(name)).collect();
                let (name, shelf, category) = (String::new(), String::new(), String::new());
                let scope = CountScope { name, shelf, category, variants };
                start_count(&shop.book, &ctx, &scope).map(|w| w.value.to_string())
            }
            ("enter", [count, entries @ ..]) => {
                let minutes = entries.iter().find_map(|e| e.strip_prefix('@'));
                let at = minutes.map(|m| Instant(ctx.now.0 + m.parse::<i64>().unwrap() * 60_000));
                let entries: Vec<CountEntry> = entries
                    .iter()
                    .filter_map(|e| e.split_once('='))
                    .map(|(name, units)| CountEntry { variant: shop.variant(name), counted: units.parse().ok(), at })
                    .collect();
                let detail = enter_count(&shop.book, &ctx, id(count), &entries)?.value;
                assert!(detail.lines.iter().all(|l| l.expected.is_none() && l.value.is_none()), "blind");
                Ok(format!("{}/{}", detail.row.counted, detail.row.variants))
            }
            ("review", [count]) => {
                let detail = shop.read(|r| reports::count_detail(r, id(count), true));
                let lines = detail.lines.iter().filter_map(|l| {
                    let value = l.value.map_or_else(|| "?".to_owned(), |v| v.0.to_string());
                    Some(format!("{} {:+} {value}", l.name, l.difference?))
                });
                Ok(lines.collect::<Vec<_>>().join(", "))
            }
            ("close", [count, reasons @ ..]) => {
                let reasons: Vec<CountReason> = reasons
                    .iter()
                    .filter_map(|r| r.split_once('='))
                    .map(|(name, why)| {
                        let (why, cost) = why.split_once('@').map_or((why, None), |(w, c)| (w, Some(c)));
                        let unit_cost = cost.map(|c| Money(c.parse().unwrap()));
                        CountReason { variant: shop.variant(name), reason: why.to_owned(), unit_cost }
                    })
                    .collect();
                close_count(&shop.book, &ctx, id(count), &reasons).map(said)
            }
            ("cancel", [count]) => cancel_count(&shop.book, &ctx, id(count)).map(said),
            _ => panic!("no count {word} {rest:?}"),
        }
    })
}

#[test]
fn adjustments_keep_money_and_stock_together() {
    tell(
        "
        file A to_ship 2xHijau@16000     => approved
        receive Hijau 3 @10001
        adjust Hijau damaged 1 retak     => 1 × Gelas, Hijau rusak, dipisahkan dari yang bisa dijual.
        stock Hijau                      => on_hand 2 allocated 2 available 0 value 20002
        damaged Hijau                    => 1
        balance damaged_goods            => 10001
        adjust Hijau lost 1 tidak ketemu => 1 × Gelas, Hijau hilang, keluar dari stok. Stok kurang 1 untuk pesanan yang terbuka (Gelas, Hijau).
        stock Hijau                      => on_hand 1 allocated 2 available -1 value 10001
        balance stock_difference         => 10001
        pack A                           => stock_short
        adjust Hijau repaired 1 dilem    => 1 × Gelas, Hijau diperbaiki, kembali di rak.
        stock Hijau                      => on_hand 2 allocated 2 available 0 value 10001
        pack A                           => packed
        adjust Hijau lost 1 hilang       => stock_short
        ship A SPX SPXID000000000001     => shipped
        stock Hijau                      => on_hand 0 allocated 0 available 0 value 0
        balance cost_of_goods            => 10001
        balance inventory                => 0
        adjust Hijau found 2 di laci     => 2 × Gelas, Hijau ditemukan, kembali di rak.
        balance inventory                => 10000
        balance stock_difference         => 1
        adjust Hijau found 1 @7500 titip => 1 × Gelas, Hijau ditemukan, kembali di rak.
        stock Hijau                      => on_hand 3 allocated 0 available 3 value 17500
        ",
    );
}

#[test]
fn damaged_units_never_become_available_by_themselves() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        receive Hijau 1 @9000
        adjust Hijau damaged 1 jatuh
        stock Hijau                      => on_hand 0 allocated 1 available -1 value 0
        pack A                           => stock_short
        damaged Hijau                    => 1
        adjust Hijau discarded 2 buang   => stock_short
        adjust Hijau discarded 1 buang
        stock Hijau                      => on_hand 0 allocated 1 available -1 value 0
        adjust Hijau repaired 1 dilem    => stock_short
        adjust Hijau damaged 1 lagi      => stock_short
        adjust Hijau found 1             => reason_missing
        balance damaged_goods            => 9000
        balance inventory                => 0
        ",
    );
}

/// Ten green and four blue glasses, one of each ordered.
fn two() -> Shop {
    tell(
        "
        file A to_ship 1xHijau@16000 1xBiru@16000 => approved
        receive Hijau 10 @9000
        receive Biru 4 @8000
        ",
    )
}

#[test]
fn a_count_finds_and_loses() {
    let mut shop = two();
    go_on(
        &mut shop,
        "
        count start Hijau Biru           => 1
        count close 1                    => count_nothing
        count enter 1 Hijau=7 Biru=6     => 2/2
        count enter 1 Biru=-             => 1/2
        count enter 1 Biru=6             => 2/2
        count review 1                   => Biru +2 16000, Hijau -3 -27000
        count close 1                    => reason_missing
        count close 1 Hijau=pecah        => reason_missing
        count close 1 Hijau=pecah Biru=salah_hitung@5000 => Opname 2 barang selesai: 2 dihitung, 2 berbeda, nilainya Rp −17.000.
        stock Hijau                      => on_hand 7 allocated 1 available 6 value 63000
        stock Biru                       => on_hand 6 allocated 1 available 5 value 42000
        balance inventory                => 105000
        balance stock_difference         => 17000
        count close 1 Hijau=pecah        => count_ended
        count enter 1 Hijau=7            => count_ended
        count cancel 1                   => count_ended
        count review 1                   => Biru +2 10000, Hijau -3 -27000
        ",
    );
    let row = shop.read(reports::counts_list).remove(0);
    assert_eq!((row.differences, row.value), (Some(2), Some(Money(-17_000))));
}

#[test]
fn goods_that_move_during_the_count_are_no_difference() {
    let mut shop = two();
    go_on(
        &mut shop,
        "
        count start Hijau Biru           => 1
        count enter 1 Hijau=9            => 1/2
        pack A                           => packed
        receive Hijau 5 @12000
        ship A SPX SPXID000000000001     => shipped
        count enter 1 Biru=3             => 2/2
        count review 1                   => Biru +0 0, Hijau -1 -10000
        count close 1 Hijau=hilang       => Opname 2 barang selesai: 2 dihitung, 1 berbeda, nilainya Rp −10.000.
        stock Hijau                      => on_hand 13 allocated 0 available 13 value 130000
        stock Biru                       => on_hand 3 allocated 0 available 3 value 24000
        balance stock_difference         => 10000
        ",
    );
}

#[test]
fn a_sheet_entered_later_is_compared_with_the_time_it_says() {
    let mut shop = two();
    go_on(
        &mut shop,
        "
        count start Hijau                => 1
        clock 60
        pack A                           => packed
        count enter 1 Hijau=10 @-30      => 1/1
        count review 1                   => Hijau +0 0
        count enter 1 Hijau=10           => 1/1
        count review 1                   => Hijau +1 9000
        count enter 1 Hijau=10 @30       => counted_at
        count enter 1 Hijau=10 @-300     => counted_at
        ",
    );
}

#[test]
fn a_parcel_reported_late_had_left_before_the_counting() {
    let mut shop = two();
    // Thirteen hours on it is ten in the evening; the files say that both left at nine.
    go_on(
        &mut shop,
        "
        clock 780
        count start Hijau                => 1
        count enter 1 Hijau=7            => 1/1
        file A shipped 1xHijau@16000 1xBiru@16000 => shipped
        file B shipped 1xHijau@16000     => shipped
        count review 1                   => Hijau -1 -9000
        count enter 1 Hijau=7            => 1/1
        count review 1                   => Hijau -1 -9000
        count enter 1 Hijau=7 @-2        => 1/1
        count review 1                   => Hijau -1 -9000
        count close 1 Hijau=hilang       => Opname 1 barang selesai: 1 dihitung, 1 berbeda, nilainya Rp −9.000.
        stock Hijau                      => on_hand 7 allocated 0 available 7 value 63000
        ",
    );
}

#[test]
fn what_was_never_stocked_is_stocked_by_its_first_count() {
    let mut shop = tell(
        "
        file A to_ship 2xHijau@16000     => approved
        file B shipped 3xHijau@16000     => shipped
        count start Hijau                => 1
        count enter 1 Hijau=10           => 1/1
        stock Hijau                      => on_hand 0 allocated 2 available -2 value 0
        ",
    );
    // One that leaves while the count is open: the book has nothing to move yet, but of the ten one is gone.
    let mut leaves = order("C", FileStatus::Shipped, &["1xHijau@16000"]);
    leaves.arranged_at = Some(Instant(shop.now.0 + 1));
    shop.take_in(vec![leaves]).unwrap();
    go_on(
        &mut shop,
        "
        count review 1                   => Hijau +9 0
        count close 1 Hijau=@9000        => Opname 1 barang selesai: 1 dihitung, 1 berbeda, nilainya Rp 81.000.
        stock Hijau                      => on_hand 9 allocated 2 available 7 value 81000
        file D shipped 1xHijau@16000     => shipped
        stock Hijau                      => on_hand 8 allocated 2 available 6 value 72000
        ",
    );
    // What had left before the counting doesn't move, although the book hears of it only now.
    let mut earlier = order("E", FileStatus::Shipped, &["1xHijau@16000"]);
    earlier.arranged_at = Some(crate::shop::MORNING);
    shop.take_in(vec![earlier]).unwrap();
    go_on(&mut shop, "stock Hijau => on_hand 8 allocated 2 available 6 value 72000");
}

#[test]
fn an_open_count_has_its_goods_alone() {
    let mut shop = two();
    go_on(
        &mut shop,
        "
        count start Hijau                => 1
        count start                      => count_overlaps
        count start Biru                 => 2
        count enter 2 Hijau=1            => not_in_count
        count enter 2 Biru=-1            => quantity
        count enter 1 Hijau=8            => 1/1
        adjust Hijau lost 2 hilang       => being_counted
        adjust Hijau damaged 2 jatuh
        count cancel 2                   => Opname 1 barang dibatalkan. Stok tidak berubah.
        count close 1 Hijau=hilang       => Opname 1 barang selesai: 1 dihitung, 1 berbeda, nilainya Rp −18.000.
        stock Hijau                      => on_hand 6 allocated 1 available 5 value 54000
        adjust Hijau lost 1 hilang       => 1 × Gelas, Hijau hilang, keluar dari stok.
        count start Hijau Biru           => 3
        ",
    );
}

#[test]
fn a_count_may_leave_orders_short_and_says_so() {
    let mut shop = two();
    go_on(
        &mut shop,
        "
        count start                      => 1
        count enter 1 Hijau=0            => 1/2
        count close 1 Hijau=hilang       => Opname Semua barang selesai: 1 dihitung, 1 berbeda, nilainya Rp −90.000. Tidak dihitung, tetap seperti semula: Gelas, Biru. Stok kurang untuk pesanan yang terbuka: Gelas, Hijau (1).
        stock Hijau                      => on_hand 0 allocated 1 available -1 value 0
        stock Biru                       => on_hand 4 allocated 1 available 3 value 32000
        pack A                           => stock_short
        ",
    );
}

#[test]
fn a_count_that_the_shelf_contradicts_is_counted_again() {
    let mut shop = two();
    go_on(
        &mut shop,
        "
        count start Hijau                => 1
        count enter 1 Hijau=2            => 1/1
        file B to_ship 9xHijau@16000     => approved
        pack B                           => packed
        count review 1                   => Hijau -8 ?
        count close 1 Hijau=hilang       => count_gone
        count enter 1 Hijau=1            => 1/1
        count close 1                    => Opname 1 barang selesai: 1 dihitung, 0 berbeda, nilainya Rp 0.
        stock Hijau                      => on_hand 10 allocated 10 available 0 value 90000
        ",
    );
}

#[test]
fn a_clock_set_back_changes_nothing() {
    let mut shop = two();
    go_on(
        &mut shop,
        "
        count start Hijau                => 1
        count enter 1 Hijau=9            => 1/1
        clock -120
        pack A                           => packed
        receive Hijau 1 @9000
        count review 1                   => Hijau -1 -9000
        count enter 1 Hijau=9            => 1/1
        count review 1                   => Hijau -1 -9000
        count close 1 Hijau=hilang
        stock Hijau                      => on_hand 10 allocated 1 available 9 value 90000
        ",
    );
}
