//! What left beyond the shelf and what it cost: covered by receipts, counts and typed shelves, whatever comes first.

use crate::script::tell;

/// A fact outruns the shelf: what is there goes, the rest is a shortfall; a variant never counted doesn't move at all.
#[test]
fn facts_take_what_the_shelf_has() {
    tell(
        "
        file A to_ship 3xHijau@16000 1xBiru@16000 => approved
        receive Hijau 2 @9000
        file A shipped 3xHijau@16000 1xBiru@16000 => shipped shortfall 1
        stock Hijau                      => on_hand 0 allocated 0 available 0 value 0
        stock Biru                       => on_hand 0 allocated 0 available 0 value 0
        balance cost_of_goods            => 18000
        balance sales                    => -64000
        ",
    );
}

/// What is received first covers what was sold beyond the shelf, what left first before the rest, at what it costs there.
#[test]
fn a_receipt_covers_what_was_sold_beyond_the_shelf() {
    tell(
        "
        file A to_ship 3xHijau@16000     => approved
        receive Hijau 2 @9000
        file A shipped 3xHijau@16000     => shipped shortfall 1
        file B shipped 2xHijau@16000     => shipped shortfall 2
        cost B Hijau 9000                => cost_short
        receive Hijau 2 @3300
        stage A                          => shipped
        stage B                          => shipped shortfall 1
        stock Hijau                      => on_hand 0 allocated 0 available 0 value 0
        balance cost_of_goods            => 24600
        log A                            => take_over approve update pack ship fill
        receive Hijau 20 @3300
        stage B                          => shipped
        stock Hijau                      => on_hand 19 allocated 0 available 19 value 62700
        balance cost_of_goods            => 27900
        balance inventory                => 62700
        balance opening_balance          => 0
        undo                             => undone
        stage B                          => shipped shortfall 1
        stock Hijau                      => on_hand 0 allocated 0 available 0 value 0
        redo                             => again
        stage B                          => shipped
        balance cost_of_goods            => 27900
        ",
    );
}

/// A late receipt and a counted shelf: the same goods aren't paid for twice. Counted first, what was sold is found with what
/// lies there; the receipt that comes later is then missing at the next count.
#[test]
fn a_shelf_counted_before_the_receipt_finds_what_was_sold_too() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        receive Hijau 1 @9000
        file B shipped 3xHijau@16000     => shipped shortfall 2
        count start Hijau                => 1
        count enter 1 Hijau=5            => 1/1
        count review 1                   => Hijau +7 63000
        count close 1                    => reason_missing
        count close 1 Hijau=nota_terselip => Opname 1 barang selesai: 1 dihitung, 1 berbeda, nilainya Rp 63.000. 2 di antaranya sudah terjual di 1 pesanan, jadi langsung keluar dari rak.
        stage B                          => shipped
        stock Hijau                      => on_hand 5 allocated 1 available 4 value 45000
        balance cost_of_goods            => 27000
        balance stock_difference         => -63000
        receive Hijau 7 @9000
        count start Hijau                => 2
        count enter 2 Hijau=5            => 1/1
        count close 2 Hijau=nota_lama    => Opname 1 barang selesai: 1 dihitung, 1 berbeda, nilainya Rp −63.000.
        balance stock_difference         => 0
        balance cost_of_goods            => 27000
        balance inventory                => 45000
        undo                             => undone
        ",
    );
}

/// The number that lies on the shelf, typed: what was sold beyond it is covered with it.
#[test]
fn a_typed_shelf_covers_what_was_sold_beyond_it() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        receive Hijau 1 @9000
        file B shipped 3xHijau@16000     => shipped shortfall 2
        adjust Hijau found 3 laci
        stage B                          => shipped shortfall 2
        adjust Hijau set 1 rak           => Gelas, Hijau: di rak jadi 1, bertambah 0. 2 di antaranya sudah terjual di 1 pesanan, jadi langsung keluar dari rak.
        stage B                          => shipped
        stock Hijau                      => on_hand 1 allocated 1 available 0 value 9000
        balance cost_of_goods            => 27000
        undo                             => undone
        stage B                          => shipped shortfall 2
        adjust Hijau set 4 rak
        stock Hijau                      => on_hand 4 allocated 1 available 3 value 36000
        stage B                          => shipped
        ",
    );
}

/// Goods of unknown cost come back as part of what was there when the book began; a cost typed later is that of the rest.
#[test]
fn goods_of_unknown_cost_come_back_at_what_one_last_cost() {
    tell(
        "
        file A shipped 3xHijau@16000     => shipped
        receive Hijau 1 @9000
        return A Hijau=1/0/0             => shipped
        stock Hijau                      => on_hand 2 allocated 0 available 2 value 18000
        balance opening_balance          => -9000
        balance cost_of_goods            => 0
        cost A Hijau 8000                => shipped
        balance cost_of_goods            => 16000
        balance opening_balance          => -25000
        return A Hijau=2/0/0             => returned
        balance cost_of_goods            => 0
        stock Hijau                      => on_hand 4 allocated 0 available 4 value 34000
        balance inventory                => 34000
        undo                             => undone
        ",
    );
}

/// What came back of goods sold beyond the shelf gets its cost when the receipt comes that they were of.
#[test]
fn a_receipt_covers_what_came_back_meanwhile() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        receive Hijau 1 @9000
        file B shipped 3xHijau@16000     => shipped shortfall 2
        return B Hijau=2/0/0             => shipped shortfall 2
        stock Hijau                      => on_hand 2 allocated 1 available 1 value 18000
        balance opening_balance          => -9000
        balance cost_of_goods            => 0
        receive Hijau 4 @9000
        stage B                          => shipped
        stock Hijau                      => on_hand 4 allocated 1 available 3 value 36000
        balance opening_balance          => 0
        balance cost_of_goods            => 9000
        return B Hijau=1/0/0             => returned
        balance cost_of_goods            => 0
        balance inventory                => 45000
        ",
    );
}

/// The first stock of goods, counted or typed, was there when the book began: it is no income.
#[test]
fn the_first_stock_is_no_income() {
    tell(
        "
        file A to_ship 1xHijau@16000 1xBiru@16000 => approved
        count start Hijau                => 1
        count enter 1 Hijau=4            => 1/1
        count close 1 Hijau=awal@9000
        adjust Biru set 3 @8000 stok awal
        balance opening_balance          => -60000
        balance stock_difference         => 0
        balance inventory                => 60000
        adjust Biru found 1 @8000 laci
        balance stock_difference         => -8000
        ",
    );
}
