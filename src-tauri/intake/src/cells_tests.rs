use proptest::prelude::*;

use super::*;

fn time(cell: &Cell<'_>) -> Result<Option<NaiveDateTime>, BadTime> {
    super::time(cell, Calendar::Since1900)
}

fn sound(text: &str) -> Content {
    Content::Sound(text.into())
}

fn damaged(guess: &str) -> Content {
    Content::Damaged(guess.into())
}

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
fn what_stands_for_nothing_is_nothing_in_every_column() {
    for word in [
        "",
        " ",
        "-",
        "--",
        "\u{2014}",
        ".",
        "nan",
        "NaN",
        "N/A",
        "#N/A",
        "null",
        "None",
        "\u{200b}-\u{200b}",
        "'-",
        "=\"\"",
    ] {
        let cell = text(word);
        assert_eq!(code(&cell), Content::Nothing, "{word:?}");
        assert_eq!(name(&cell), Content::Nothing, "{word:?}");
        assert_eq!(words(&cell), Content::Nothing, "{word:?}");
        assert_eq!(id(&cell), IdCell::Blank, "{word:?}");
        assert_eq!(time(&cell), Ok(None), "{word:?}");
        assert_eq!(grams(&cell), Some(0), "{word:?}");
        if word != "#N/A" {
            assert_eq!((money(&cell), count(&cell)), (MoneyCell::Blank, Some(None)), "{word:?}");
        }
    }
    for word in ["0", "FALSE", "TIDAK ADA", "tidak ada", "kosong", "0.0"] {
        assert_eq!(code(&text(word)), Content::Nothing, "{word:?}");
    }
    assert_eq!(code(&Cell::Number(0.0)), Content::Nothing);
    // What a shop may well call a variation, and what a person may be called.
    assert_eq!((name(&text("0")), name(&text("Kosong"))), (sound("0"), sound("Kosong")));
    assert_eq!((words(&text("Nat")), words(&text("Nil"))), (sound("Nat"), sound("Nil")));
    // A lookup that failed is no amount, and no zero.
    assert_eq!((money(&text("#N/A")), count(&text("#N/A"))), (MoneyCell::Unreadable, None));
}

#[test]
fn what_a_spreadsheet_made_of_a_code_or_a_name_is_damaged() {
    let day = |s: &str| Cell::Date(NaiveDateTime::parse_from_str(s, "%Y-%m-%d %H:%M").unwrap());
    for (cell, guess) in [
        (text("#REF!"), ""),
        (text("#NAME?"), ""),
        (text("#DIV/0!"), ""),
        (text("########"), ""),
        (text("Err:502"), ""),
        (day("2026-12-10 00:00"), "10-12"),
        (day("2026-10-12 00:00"), "10-12"),
        (day("2026-01-01 00:00"), ""),
        (text("10-Dec"), "10-12"),
        (text("12-Okt"), "10-12"),
        (text("05-Mar"), "3-5"),
        (text("10-Des-26"), "10-12"),
        (text("Jan-26"), ""),
        (text("03/05/2026"), ""),
        (text("3/13/2026"), ""),
        (text("2026-12-10 00:00:00"), "10-12"),
        (text("2026-12-10"), ""),
    ] {
        assert_eq!(code(&cell), damaged(guess), "{cell:?}");
        assert_eq!(name(&cell), damaged(guess), "{cell:?}");
    }
    for (cell, guess) in [
        (text("8.99123E+12"), ""),
        (text("8,99E+12"), ""),
        (Cell::Number(1.234e16), ""),
        (text("12345.0"), "12345"),
        (text("899123456789.0"), "899123456789"),
    ] {
        assert_eq!(code(&cell), damaged(guess), "{cell:?}");
    }
    assert_eq!(words(&text("#NAME?")), damaged(""));
    assert_eq!(notes(&text("#VALUE!")), damaged(""));
    assert_eq!(count_guess(&text("2.0")), "2");
}

#[test]
fn a_number_of_a_spreadsheets_own_kind_is_no_name() {
    for (cell, guess) in [
        (text("12.0"), "12"),
        (text("0.0"), "0"),
        (text("40,0"), "40"),
        (text("1E+05"), ""),
        (text("1,2E+3"), ""),
        (text("8.99E+12"), ""),
        (Cell::Number(1.234e16), ""),
    ] {
        assert_eq!(name(&cell), damaged(guess), "{cell:?}");
    }
    // 0 may be what a variation is called: candles are sold by figure, clothes for the newborn by size.
    assert_eq!((name(&text("0")), name(&Cell::Number(0.0))), (sound("0"), sound("0")));
    assert_eq!((name(&Cell::Number(12.0)), name(&text("1E5"))), (sound("12"), sound("1E5")));
}

#[test]
fn a_phone_that_lost_digits_is_none() {
    for (cell, want) in [
        (text("0812-3456-7890"), "0812-3456-7890"),
        (text("'081234567890"), "081234567890"),
        (text("6281234567890.0"), "6281234567890"),
        (Cell::Number(6_281_234_567_890.0), "6281234567890"),
        (text("******12"), "******12"),
        (text("=\"0812345678\""), "0812345678"),
    ] {
        assert_eq!(phone(&cell), sound(want), "{cell:?}");
    }
    let day = NaiveDateTime::parse_from_str("2026-12-10 00:00", "%Y-%m-%d %H:%M").unwrap();
    for cell in [
        text("6,28E+12"),
        text("6.28123E+12"),
        text("6.28E12"),
        text("628000000000"),
        text("6281230000000.0"),
        text("#REF!"),
        text("########"),
        Cell::Number(6.28e12),
        Cell::Number(6.281_234_567_89e15),
        Cell::Number(812.345),
        Cell::Number(-62.0),
        Cell::Date(day),
    ] {
        assert_eq!(phone(&cell), damaged(""), "{cell:?}");
    }
    for cell in [Cell::Empty, text("-"), text("0"), text("tidak ada"), Cell::Number(0.0), text("#N/A")] {
        assert_eq!(phone(&cell), Content::Nothing, "{cell:?}");
    }
}

#[test]
fn an_apostrophe_before_words_is_a_wrapping_unless_it_belongs_to_them() {
    for (wrapped, want) in [
        ("'Baskom", "Baskom"),
        ("'Ember Plastik", "Ember Plastik"),
        ("'3-5", "3-5"),
        ("'L'Oreal Serum", "L'Oreal Serum"),
    ] {
        assert_eq!(name(&text(wrapped)), sound(want), "{wrapped}");
    }
    for whole in ["'Best Seller' Baskom", "'90s Shirt", "L'Oreal", "'; DROP TABLE orders"] {
        assert_eq!(name(&text(whole)), sound(whole), "{whole}");
    }
    for (wrapped, want) in
        [("'Jl. Melati 5", "Jl. Melati 5"), ("'Siti", "Siti"), ("'0812", "0812"), ("'+62 81", "+62 81")]
    {
        assert_eq!((words(&text(wrapped)), notes(&text(wrapped))), (sound(want), sound(want)), "{wrapped}");
    }
    for whole in ["'Aisyah", "'Umar bin Khattab", "Ma'ruf", "'kado' saja"] {
        assert_eq!(words(&text(whole)), sound(whole), "{whole}");
    }
}

#[test]
fn signs_and_crosses_are_no_code() {
    for none in ["?", "/", "*", "#", "00", "0.0", "TRUE", "false", "x", "XXX", "tidak-ada", "--", "~"] {
        assert_eq!(code(&text(none)), Content::Nothing, "{none}");
    }
    assert_eq!(code(&text("X1")), sound("X1"));
}

#[test]
fn what_looks_like_damage_and_is_none_stays() {
    for word in
        ["MAR-12", "10-12", "3-5", "A-0", "#1", "12-Maret", "GLS.0", "1.5", "XL", "E+5", "10-XL", "Mei 2026", "40-Des"]
    {
        assert_eq!(code(&text(word)), sound(word), "{word}");
        assert_eq!(name(&text(word)), sound(word), "{word}");
    }
    assert_eq!(code(&Cell::Number(8_991_234_567_890.0)), sound("8991234567890"));
    assert_eq!(name(&Cell::Number(40.0)), sound("40"));
}

#[test]
fn wrappings_against_a_spreadsheet_are_no_part_of_what_they_wrap() {
    for wrapped in ["=\"0812\"", "'0812", "\t0812 ", "\"0812\"", "0\u{200b}812", "'=\"0812\"", "\u{feff}0812"] {
        assert_eq!(code(&text(wrapped)), sound("0812"), "{wrapped:?}");
    }
    for wrapped in ["=\"0812\"", "'0812", "\t0812 ", "0\u{200b}812"] {
        assert_eq!(name(&text(wrapped)), sound("0812"), "{wrapped:?}");
        assert_eq!(words(&text(wrapped)), sound("0812"), "{wrapped:?}");
    }
    assert_eq!(money(&text("=\"91.000\"")), amount(91_000, Form::Round));
    assert_eq!(count(&text("'2")), Some(Some(2)));
    assert_eq!(name(&text("'=1+1")), sound("=1+1"));
    for name_of_its_own in ["'90s Shirt", "Kaos \"Jogja\"", "\"Premium\" set", "Rp'000", "👩\u{200d}🍳 dapur"] {
        assert_eq!(name(&text(name_of_its_own)), sound(name_of_its_own), "{name_of_its_own}");
    }
}

#[test]
fn ids_come_from_text_only() {
    assert_eq!(id(&text(" '240901G6SD5JKG ")), IdCell::Id("240901G6SD5JKG".into()));
    assert_eq!(id(&text("GK-11-123456789")), IdCell::Id("GK-11-123456789".into()));
    assert_eq!(id(&Cell::Number(581_234_567_890.0)), IdCell::Float("581234567890".into()));
    assert_eq!(id(&text("1.23E+18")), IdCell::Float("1.23E+18".into()));
    assert_eq!(id(&text("=\"581234567890\"\t")), IdCell::Id("581234567890".into()));
    assert_eq!(id(&text("\u{202a}A1\u{ad}2\u{202c}")), IdCell::Id("A12".into()));
    assert_eq!(id(&text("#REF!")), IdCell::Bad("#REF!".into()));
    assert_eq!(id(&text("#N/A")), IdCell::Blank);
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
    assert_eq!(time(&text("'2026-02-28 16:57\u{200b}")), Ok(Some(at("2026-02-28 16:57:00"))));
    for cell in [Cell::Empty, text("-"), text("  "), text("nan"), text("NaT"), text("#N/A"), Cell::Number(0.0)] {
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
    let in_1904 = super::time(&Cell::Number(44_619.706_25), Calendar::Since1904);
    assert_eq!(in_1904, Err(BadTime(Some(at("2026-02-28 16:57:00")))));
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
            let _ = (phone(&cell), name(&cell), money(&cell), id(&cell), time(&cell), count(&cell), grams(&cell), shown(&cell));
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
