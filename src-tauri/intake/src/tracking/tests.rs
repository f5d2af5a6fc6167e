use proptest::prelude::*;

use super::*;

fn pairs(text: &str) -> Vec<(u32, String, String, Option<String>)> {
    let paste = read_tracking_paste(text);
    assert_eq!(paste.problems, [], "{text}");
    paste.rows.into_iter().map(|r| (r.line, r.order, r.tracking, r.courier)).collect()
}

fn codes(text: &str) -> Vec<(u32, String)> {
    read_tracking_paste(text).problems.into_iter().map(|p| (p.row, p.code)).collect()
}

fn row(line: u32, order: &str, tracking: &str, courier: Option<&str>) -> (u32, String, String, Option<String>) {
    (line, order.into(), tracking.into(), courier.map(str::to_owned))
}

#[test]
fn every_way_of_parting_columns_gives_the_same_rows() {
    let want = [row(1, "4127", "SPXID012345678901", None), row(2, "RN-4128", "JP1234567890", None)];
    for text in [
        "4127\tSPXID012345678901\nRN-4128\tJP1234567890\n",
        "4127;SPXID012345678901\r\nRN-4128; JP1234567890",
        "4127,SPXID012345678901\n\"RN-4128\", \"JP1234567890\"\n",
        "4127    SPXID012345678901 \n  RN-4128 JP1234567890",
    ] {
        assert_eq!(pairs(text), want, "{text}");
    }
}

#[test]
fn a_header_a_courier_and_blank_lines_are_understood() {
    assert_eq!(
        pairs("No. Pesanan\tNo. Resi\tKurir\n\n260101ABCDEF12\t0012345678901234567\tSPX Instant\n7\tCM12345678901\t\n"),
        [row(3, "260101ABCDEF12", "0012345678901234567", Some("SPX Instant")), row(4, "7", "CM12345678901", None)]
    );
    assert_eq!(pairs("12 JP1234567890 J&T Express"), [row(1, "12", "JP1234567890", Some("J&T Express"))]);
    assert_eq!(pairs("Resi;No. Pesanan\nJP1234567890;12"), [row(2, "12", "JP1234567890", None)]);
}

#[test]
fn contradictions_are_left_out_and_named() {
    let paste =
        read_tracking_paste("1\tJP1111111111\n2\tJP2222222222\nRN-1\tJP3333333333\n3\tJP2222222222\n4\tJP4444444444");
    assert_eq!(paste.rows.iter().map(|r| r.order.as_str()).collect::<Vec<_>>(), ["2", "3", "4"]);
    let codes: Vec<_> = paste.problems.iter().map(|p| (p.row, p.code.as_str())).collect();
    assert_eq!(codes, [(3, "duplicate_order")]);
    assert!(paste.problems[0].message.id.contains("baris 1"), "{:?}", paste.problems[0]);
}

#[test]
fn the_same_line_twice_is_taken_once() {
    let paste = read_tracking_paste("#0041 JP1111111111\nrn-41 jp1111111111");
    assert_eq!(paste.rows.len(), 1);
    assert_eq!(codes("41 JP1111111111\n41 JP1111111111"), [(2, "duplicate_order".to_owned())]);
}

#[test]
fn incomplete_and_damaged_lines_are_named() {
    assert_eq!(
        codes("1\t\n\tJP1111111111\n3\t2.40901E+13\n4\tdi mana?\nbudi-x\tJP5555555555"),
        [
            (1, "missing_tracking".to_owned()),
            (2, "missing_order".to_owned()),
            (3, "float_id".to_owned()),
            (4, "bad_id".to_owned()),
            (5, "bad_id".to_owned()),
        ]
    );
}

#[test]
fn an_endless_paste_is_cut_and_says_so() {
    let paste = read_tracking_paste(&(1..=MAX_LINES + 5).map(|i| format!("{i}\tJP{i:010}\n")).collect::<String>());
    assert_eq!(paste.rows.len(), MAX_LINES);
    assert_eq!(paste.problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["too_many_lines"]);
}

proptest! {
    #[test]
    fn never_panics_and_never_names_an_order_twice(text in "([0-9RN#-]{0,4}[\\t;, ]{0,2}[A-Z0-9]{0,9}\\n){0,12}|\\PC*") {
        let paste = read_tracking_paste(&text);
        let mut seen = std::collections::HashSet::new();
        for row in &paste.rows {
            prop_assert!(seen.insert(order_key(&row.order)), "{}", row.order);
        }
    }
}
