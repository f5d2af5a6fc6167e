//! Stock set right: adjustments and counts. What they say in the script, and their stories.

use runut_actions::adjust;
use runut_core::Money;
use runut_core::rows::{AdjustForm, AdjustKind};

use crate::script::{code, tell};
use crate::shop::Shop;

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
    let (ctx, before) = (shop.ctx(), shop.book.dump().unwrap());
    match adjust(&shop.book, &ctx, &form) {
        Ok(done) => done.value.message.id,
        Err(error) => {
            assert_eq!(shop.book.dump().unwrap(), before, "a refused adjustment changes nothing");
            code(&error)
        }
    }
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
