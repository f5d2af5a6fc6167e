//! What no input may do: leave the page, print a box, lose a variant or a note.

use proptest::prelude::*;
use runut_core::sheets::{Label, LabelSize, PackingSlip, PickFor, PickList, PickRow, PickShelf, SlipLine, SlipSize};
use runut_core::{Instant, Money};

use crate::fonts::Fonts;
use crate::page::Page;
use crate::slip::Look;
use crate::text::{Style, bold, medium};
use crate::{count_sheet, handover, label, legible, pick_list, samples, slip, words};

const SIZES: [SlipSize; 3] = [SlipSize::A4, SlipSize::A5, SlipSize::A6];

const LABELS: [LabelSize; 4] = [LabelSize::A6, LabelSize::Mm100x150, LabelSize::Roll80, LabelSize::Roll58];

/// The page of a label, which keeps what no label may lose, and on which nothing lies over anything else.
fn clean_label(label: &Label, size: LabelSize) -> Page {
    let fonts = Fonts::get().unwrap();
    let page = label::page(fonts, label, size);
    assert_clean(std::slice::from_ref(&page));
    let overlaps = page.overlaps(fonts);
    assert!(overlaps.is_empty(), "{size:?}: {}", overlaps.join("\n"));
    page
}

fn assert_clean(pages: &[Page]) {
    let fonts = Fonts::get().unwrap();
    for (i, page) in pages.iter().enumerate() {
        let faults = page.faults(fonts, 3.0);
        assert!(faults.is_empty(), "page {}: {}", i + 1, faults.join("\n"));
    }
}

/// The texts of one style glued together without spaces and line ends: what heads put between them is left out.
fn glued(pages: &[Page], style: Style) -> String {
    pages.iter().map(|page| page.words_in(|s| s == style)).collect::<String>().split_whitespace().collect()
}

#[test]
fn samples_stay_on_the_page() {
    let fonts = Fonts::get().unwrap();
    for list in [samples::pick_list(), samples::long_pick_list(), samples::hostile_pick_list()] {
        assert_clean(&pick_list::pages(fonts, &list));
    }
    for slip in [samples::slip(), samples::long_slip(), samples::bare_slip(), samples::hostile_slip()] {
        for size in SIZES {
            assert_clean(&slip::pages(fonts, &slip, size));
        }
    }
}

#[test]
fn labels_keep_whom_and_where() {
    let fonts = Fonts::get().unwrap();
    for size in LABELS {
        for label in samples::labels().iter().chain([&samples::hostile_label()]) {
            let page = clean_label(label, size);
            let text: String = page.words().split_whitespace().collect();
            let phone = words::phone(&legible::line(fonts, &label.phone));
            for part in [phone.as_str(), &label.postcode, words::TO] {
                let part: String = part.split_whitespace().collect();
                let whole = text.contains(&part) || label.number == i64::MAX && text.contains("51318");
                assert!(whole, "{size:?}: {part} is missing in {}", page.words());
            }
            if label.number < i64::MAX {
                for part in [&label.address, &label.recipient, &label.city, &label.province, &label.tracking] {
                    let part: String = legible::line(fonts, part).split_whitespace().collect();
                    assert!(text.contains(&part), "{size:?}: {part} is cut in {}", page.words());
                }
            }
        }
    }
}

#[test]
fn the_place_of_a_hostile_address_stays() {
    for size in LABELS {
        let mut label = samples::hostile_label();
        (label.district, label.city, label.postcode) = ("Weleri".into(), "Kab. Kendal".into(), "51355".into());
        (label.village, label.recipient, label.phone) = (String::new(), "Ibu Tini".into(), "081234567890".into());
        let text = clean_label(&label, size).words();
        for part in ["Ibu Tini", "0812 3456 7890", "Kec. Weleri", "Kab. Kendal", "51355"] {
            assert!(text.contains(part), "{size:?}: {part} is missing in {text}");
        }
    }
}

#[test]
fn handovers_and_counts_stay_on_the_page_and_nothing_lies_over_anything() {
    let fonts = Fonts::get().unwrap();
    let lists = [samples::handover(0), samples::handover(3), samples::handover(90), samples::hostile_handover()];
    let sheets = [samples::count_sheet(), samples::hostile_count_sheet()];
    let handovers = lists.iter().map(|list| handover::pages(fonts, list));
    for pages in handovers.chain(sheets.iter().map(|sheet| count_sheet::pages(fonts, sheet))) {
        assert_clean(&pages);
        for page in &pages {
            let overlaps = page.overlaps(fonts);
            assert!(overlaps.is_empty(), "{}", overlaps.join("\n"));
        }
    }
}

#[test]
fn hostile_variants_and_notes_are_whole() {
    let fonts = Fonts::get().unwrap();
    for size in SIZES {
        let look = Look::of(size);
        let pages = slip::pages(fonts, &samples::hostile_slip(), size);
        let variants = glued(&pages, look.variant());
        assert!(variants.contains(&"V".repeat(500)), "{size:?}: the long variant is cut");
        assert_eq!(variants.matches("varianpanjang").count(), 400, "{size:?}");
        let notes = glued(&pages, look.note());
        assert!(notes.contains(&"W".repeat(500)), "{size:?}");
        assert_eq!(notes.matches("hati-hati").count(), 300, "{size:?}");
    }
    let pages = pick_list::pages(fonts, &samples::hostile_pick_list());
    let variants = glued(&pages, bold(11.0));
    assert!(variants.contains(&"V".repeat(500)));
    assert_eq!(variants.matches("varianpanjang").count(), 700);
    let notes = glued(&pages, medium(10.0));
    assert_eq!(notes.matches('W').count(), 500);
    assert_eq!(notes.matches("hati").count(), 4_000);
    let orders = glued(&pages, medium(8.5));
    for number in 1_000_000_000_i64..1_000_000_900 {
        assert!(orders.contains(&number.to_string()), "order {number} is missing");
    }
    assert!(glued(&pages, medium(9.0)).contains("1000699ditahan"), "the held orders are cut");
}

#[test]
fn a_thing_that_fits_on_a_page_is_not_torn() {
    let fonts = Fonts::get().unwrap();
    for size in SIZES {
        let pages = slip::pages(fonts, &samples::long_slip(), size);
        let last = pages.last().unwrap().words();
        assert!(last.contains("40 macam") && last.contains("RTG-3-40") && last.contains("Dikemas"), "{size:?}: {last}");
        for page in &pages {
            assert!(page.words().contains("128441") && page.words().contains("RN-128441"), "{size:?}");
        }
    }
}

#[test]
fn a_torn_row_goes_on_below_the_same_heads() {
    let fonts = Fonts::get().unwrap();
    for size in SIZES {
        for page in slip::pages(fonts, &samples::hostile_slip(), size) {
            let goods = page.words_in(|style| style == Look::of(size).variant());
            assert!(!goods.contains("varian") || page.words().contains("Jumlah"), "{size:?}: {}", page.words());
        }
    }
    for page in pick_list::pages(fonts, &samples::hostile_pick_list()) {
        let goods = page.words_in(|style| style == bold(11.0));
        assert!(!goods.contains("varian") || page.words().contains("Rak Rak"), "{}", page.words());
    }
}

/// Texts as bad as they come: emoji with joiners, scripts without a face, right to left, controls, no spaces.
fn wild() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,40}",
        "(?s).{0,30}",
        "[\u{1f300}-\u{1faff}\u{200d}\u{fe0f}\u{1f3fb}-\u{1f3ff}]{0,20}",
        "[\u{4e00}-\u{4eff}\u{600}-\u{6ff}\u{590}-\u{5ff}]{0,30}",
        "[\u{0}-\u{1f}\u{300}-\u{36f}\u{2000}-\u{206f}]{0,20}",
        "[WM@%—…]{0,120}",
        Just("\u{202e}\u{2067}abc\u{2069}\r\n\r\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|parts| parts.concat())
}

fn units() -> impl Strategy<Value = i64> {
    prop_oneof![0..100_i64, any::<i64>(), Just(i64::MAX), Just(i64::MIN)]
}

fn slips() -> impl Strategy<Value = PackingSlip> {
    let line = (wild(), wild(), wild(), wild(), units())
        .prop_map(|(shelf, product, variant, sku, quantity)| SlipLine { shelf, product, variant, sku, quantity });
    let texts = (wild(), wild(), wild(), wild(), wild(), wild(), wild());
    let rest = (units(), units(), proptest::option::of(any::<i64>()), any::<[bool; 3]>());
    (texts, rest, prop::collection::vec(line, 0..40)).prop_map(|(t, (number, weight_g, ship_by, flags), lines)| {
        let mut slip = samples::slip();
        (slip.channel, slip.external_id, slip.recipient, slip.place) = (t.0, t.1, t.2, t.3);
        (slip.courier, slip.tracking, slip.note) = (t.4, t.5, t.6);
        (slip.number, slip.weight_g, slip.ship_by) = (number, weight_g, ship_by.map(Instant));
        [slip.cod, slip.dropship, slip.reprint] = flags;
        slip.imprint.at = Instant(weight_g);
        slip.lines = lines;
        slip
    })
}

fn labels() -> impl Strategy<Value = Label> {
    let names = (wild(), wild(), wild(), wild(), wild(), wild());
    let places = (wild(), wild(), wild(), wild(), wild(), wild());
    let rest = (units(), units(), units(), proptest::option::of(units()), any::<[bool; 3]>(), "[ -~]{0,70}");
    (names, places, rest).prop_map(|(n, p, (number, weight_g, units, cod, flags, tracking))| {
        let mut label = samples::label();
        (label.courier, label.sender, label.sender_phone) = (n.0, n.1, n.2);
        (label.sender_address, label.recipient, label.phone) = (n.3, n.4, n.5);
        (label.address, label.village, label.district) = (p.0, p.1, p.2);
        (label.city, label.province, label.postcode) = (p.3, p.4, p.5);
        (label.number, label.weight_g, label.units, label.tracking) = (number, weight_g, units, tracking);
        (label.cod, label.imprint.at) = (cod.map(Money), Instant(weight_g));
        label.contents = label.address.clone();
        [label.fragile, label.reprint, label.own_delivery] = flags;
        label
    })
}

fn lists() -> impl Strategy<Value = PickList> {
    let order =
        (units(), units(), any::<bool>()).prop_map(|(number, quantity, noted)| PickFor { number, quantity, noted });
    let row = (wild(), wild(), wild(), wild(), units(), units(), prop::collection::vec(order, 0..60)).prop_map(
        |(shelf, product, variant, sku, quantity, missing, orders)| PickRow {
            shelf,
            product,
            variant,
            sku,
            quantity,
            missing,
            orders,
        },
    );
    let shelf = (wild(), prop::collection::vec(row, 0..8)).prop_map(|(name, rows)| PickShelf { name, rows });
    let notes = prop::collection::vec((units(), wild()), 0..30);
    let held = prop::collection::vec(units(), 0..60);
    (prop::collection::vec(shelf, 0..5), notes, held, wild(), units()).prop_map(|(shelves, notes, held, shop, at)| {
        let mut list = samples::pick_list();
        (list.shelves, list.notes, list.held) = (shelves, notes, held);
        (list.imprint.shop, list.imprint.at) = (shop, Instant(at));
        list
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_slip_leaves_its_page(slip in slips()) {
        let fonts = Fonts::get().unwrap();
        for size in SIZES {
            let pages = slip::pages(fonts, &slip, size);
            assert_clean(&pages);
            let text = glued(&pages, Look::of(size).variant());
            for line in &slip.lines {
                let variant: String = crate::legible::line(fonts, &line.variant).split_whitespace().collect();
                prop_assert!(text.contains(&variant), "{size:?}: variant {variant:?} is cut");
            }
        }
        prop_assert!(crate::packing_slips(&[slip], SlipSize::A6).is_ok());
    }

    #[test]
    fn no_label_leaves_its_page_or_lies_over_itself(label in labels()) {
        for size in LABELS {
            clean_label(&label, size);
        }
        prop_assert!(crate::labels(&[label], LabelSize::Roll58).is_ok());
    }

    #[test]
    fn no_pick_list_leaves_its_page(list in lists()) {
        let fonts = Fonts::get().unwrap();
        assert_clean(&pick_list::pages(fonts, &list));
        prop_assert!(crate::pick_list(&list).is_ok());
    }
}
