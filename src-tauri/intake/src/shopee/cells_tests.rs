use proptest::prelude::*;

use super::*;

fn text(text: &str) -> Cell<'_> {
    Cell::Text(text.into())
}

fn amount(value: i64, form: Form) -> MoneyCell {
    MoneyCell::Amount(Money(value), form)
}

#[test]
fn money_is_read_with_the_form_it_had() {
    for (cell, want) in [
        (text("91.000"), amount(91_000, Form::Round)),
        (text("34.567"), amount(34_567, Form::Dotted)),
        (text("1.250.000"), amount(1_250_000, Form::Dotted)),
        (text("Rp1.250.000,00"), amount(1_250_000, Form::Dotted)),
        (text("91000"), amount(91_000, Form::Plain)),
        (text("599"), amount(599, Form::Small)),
        (text(" 0 "), amount(0, Form::Silent)),
        (Cell::Number(91_000.0), amount(91_000, Form::Plain)),
        (Cell::Number(91.0), amount(91, Form::Small)),
        (Cell::Number(0.0), amount(0, Form::Silent)),
        (text("-"), MoneyCell::Blank),
        (Cell::Empty, MoneyCell::Blank),
    ] {
        assert_eq!(money(&cell), want, "{cell:?}");
    }
}

#[test]
fn damaged_money_names_what_it_was() {
    for (cell, guess) in [
        (text("9.5"), Some(9_500)),
        (text("9,5"), Some(9_500)),
        (Cell::Number(9.5), Some(9_500)),
        (Cell::Number(12.34), Some(12_340)),
        (Cell::Number(34.567), Some(34_567)),
        (Cell::Number(9.499_999_9), None),
        (Cell::Number(-9.5), None),
        (Cell::Number(1234.5), None),
        (text("91000.00"), None),
    ] {
        assert_eq!(money(&cell), MoneyCell::Damaged(guess.map(Money)), "{cell:?}");
    }
    for cell in [text("gratis"), text("#N/A"), text("9,55x"), Cell::Number(f64::NAN), Cell::Number(1e300)] {
        assert_eq!(money(&cell), MoneyCell::Unreadable, "{cell:?}");
    }
}

#[test]
fn ids_come_from_text_only() {
    assert_eq!(id(&text(" '240901G6SD5JKG ")), IdCell::Id("240901G6SD5JKG".into()));
    assert_eq!(id(&text("GK-11-123456789")), IdCell::Id("GK-11-123456789".into()));
    assert_eq!(id(&Cell::Number(581_234_567_890.0)), IdCell::Float("581234567890".into()));
    assert_eq!(id(&text("1.23E+18")), IdCell::Float("1.23E+18".into()));
    assert_eq!(id(&text("#N/A")), IdCell::Bad("#N/A".into()));
    assert_eq!(id(&text(&"9A".repeat(40))), IdCell::Bad("9A".repeat(40)));
    assert_eq!(id(&text(" - ")), IdCell::Blank);
}

#[test]
fn times_are_read_with_and_without_seconds() {
    let at = |s: &str| NaiveDateTime::parse_from_str(s, "%Y-%m-%d %H:%M:%S").unwrap();
    for (cell, want) in [
        (text("2026-02-28 16:57"), at("2026-02-28 16:57:00")),
        (text(" 2026-02-28 16:57:09 "), at("2026-02-28 16:57:09")),
        (text("2026-02-28T16:57:09"), at("2026-02-28 16:57:09")),
        (text("2026-02-28"), at("2026-02-28 00:00:00")),
        (Cell::Date(at("2026-02-28 16:57:00")), at("2026-02-28 16:57:00")),
    ] {
        assert_eq!(time(&cell), Ok(Some(want)), "{cell:?}");
    }
    for cell in [Cell::Empty, text("-"), text("  ")] {
        assert_eq!(time(&cell), Ok(None), "{cell:?}");
    }
    for bad in [
        "2026-02-30 10:00",
        "2026-13-01 10:00",
        "2026-02-28 25:00",
        "01/02/2026 10:00",
        "1999-01-01 10:00",
        "2100-01-01 00:00",
        "26-02-2026",
        "kemarin",
        "2026-02-28 10",
        "2026--02-28 10:00",
        "２０２６-02-28 10:00",
    ] {
        assert_eq!(time(&text(bad)), Err(BadTime(None)), "{bad}");
    }
    assert_eq!(time(&Cell::Number(46_081.706_25)), Err(BadTime(Some(at("2026-02-28 16:57:00")))));
    for huge in [1.6e24, -1.6e24, f64::MAX, f64::NAN] {
        assert_eq!(time(&Cell::Number(huge)), Err(BadTime(None)));
    }
}

#[test]
fn counts_are_whole() {
    for (cell, want) in [
        (text("12"), Some(Some(12))),
        (text("1.000"), Some(Some(1_000))),
        (Cell::Number(3.0), Some(Some(3))),
        (Cell::Empty, Some(None)),
        (Cell::Number(1.5), None),
        (text("1,5"), None),
        (text("dua"), None),
        (Cell::Number(1e300), None),
    ] {
        assert_eq!(count(&cell), want, "{cell:?}");
    }
}

#[test]
fn weights_are_grams() {
    for (cell, want) in [
        (text("1000 gr"), Some(1_000)),
        (text("1.000 gr"), Some(1_000)),
        (text("1,5 kg"), Some(1_500)),
        (text("1.500 kg"), Some(1_500)),
        (text("250"), Some(250)),
        (text("0.5 Kg."), Some(500)),
        (Cell::Number(80.0), Some(80)),
        (Cell::Number(0.4), Some(0)),
        (Cell::Empty, Some(0)),
        (text("-"), Some(0)),
        (text("berat"), None),
        (text("5 lb"), None),
        (text("-5 gr"), None),
        (text("9999999 kg"), None),
        (text("79000000000000000000000000000 kg"), None),
    ] {
        assert_eq!(grams(&cell), want, "{cell:?}");
    }
}

proptest! {
    #[test]
    fn no_text_and_no_number_panics(s in "\\PC{0,40}|[0-9.,E+ -]{0,25}", n in any::<f64>()) {
        for cell in [text(&s), Cell::Number(n)] {
            let _ = (money(&cell), id(&cell), time(&cell), count(&cell), grams(&cell), shown(&cell));
        }
    }

    #[test]
    fn what_a_spreadsheet_does_to_money_is_never_taken_for_another_amount(thousands in 1i64..1000, rest in 1i64..1000) {
        // "12.340" becomes the number 12.34.
        let honest = thousands * 1000 + rest;
        let eaten: f64 = format!("{thousands}.{rest:03}").parse().unwrap();
        prop_assert_eq!(money(&Cell::Number(eaten)), MoneyCell::Damaged(Some(Money(honest))));
        let written = eaten.to_string();
        match money(&text(&written)) {
            MoneyCell::Amount(got, _) => prop_assert_eq!(got, Money(honest)),
            MoneyCell::Damaged(guess) => prop_assert_eq!(guess, Some(Money(honest))),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}
