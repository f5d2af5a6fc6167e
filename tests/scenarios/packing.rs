//! The packing table, waves and tracking numbers: what stops a parcel, and what lets it go.

use crate::script::tell;

#[test]
fn the_packing_table_stops_what_is_wrong() {
    tell(
        "
        file A to_ship 2xHijau@16000 1xBiru@16000 => approved
        file B to_ship 1xHijau@16000     => approved
        file C to_ship 1xPutih@16000     => approved
        receive Hijau 3 @9000
        receive Biru 1 @9000
        scan - V0001                     => unknown_code     # no slip yet
        scan - slip:A                    => in 0
        scan A V0003                     => wrong_item
        scan A V0001                     => in 1
        scan A slip:B                    => missing_item
        scan A V0001                     => in 2
        scan A V0001                     => extra_item
        undo A                           => 1
        scan A V0001                     => in 2
        scan A tidak-ada                 => unknown_code
        scan A V0002                     => finished
        stage A                          => packed
        scan A V0001                     => extra_item
        scan A slip:A                    => wrong_stage
        scan - slip:C                    => stock_short
        hold B cek alamat                => approved held
        scan - slip:B                    => held
        cancel B pembeli batal           => cancelled
        scan - slip:B                    => cancelled
        stage B                          => cancelled
        ",
    );
}

#[test]
fn a_parcel_put_off_is_found_as_it_was_left() {
    tell(
        "
        file A to_ship 2xHijau@16000     => approved
        receive Hijau 2 @9000
        scan - slip:A                    => in 0
        scan A V0001                     => in 1
        scan - slip:A                    => in 1
        unapprove A                      => awaiting_approval
        undo A                           => stage
        approve A                        => approved
        scan - slip:A                    => in 0
        undo A                           => nothing_in
        ",
    );
}

#[test]
fn a_wave_leaves_out_what_cannot_be_picked() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        file B to_ship 1xHijau@16000     => approved
        file C to_ship 1xPutih@16000     => approved
        wave                             => wave_empty
        receive Hijau 2 @9000
        hold B cek                       => approved held
        wave                             => 1 in, 2 out
        wave                             => wave_empty
        release B                        => approved
        wave                             => 1 in, 1 out
        unapprove A                      => awaiting_approval
        approve A                        => approved
        wave                             => 1 in, 1 out
        wave                             => wave_empty
        ",
    );
}

#[test]
fn a_used_tracking_number_needs_gabung_paket() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        file B to_ship 1xHijau@16000     => approved
        receive Hijau 2 @9000
        pack A                           => packed
        pack B                           => packed
        ship A SPX SPXID000000000001     => shipped
        ship B SPX SPXID000000000001     => tracking_used
        ship B SPX SPXID000000000001 join => shipped
        ",
    );
}

/// One number on two lines of a paste may be one parcel: the second is asked about before anything is written.
#[test]
fn a_paste_asks_about_a_number_that_stands_twice() {
    let shop = tell(
        "
        file A to_ship 1xHijau@16000     => approved
        file B to_ship 1xHijau@16000     => approved
        receive Hijau 2 @9000
        pack A                           => packed
        pack B                           => packed
        ",
    );
    let text = "1 SPXID000000000001 SPX\n#2 spxid000000000001 SPX\n77 SPXID000000000003";
    let preview = runut_actions::tracking_preview(&shop.book, text, shop.now).unwrap();
    let codes: Vec<Option<&str>> = preview.rows.iter().map(|r| r.refusal.as_ref().map(|r| r.code.as_str())).collect();
    assert_eq!(codes, [None, Some("tracking_used"), Some("order_unknown")]);
}
