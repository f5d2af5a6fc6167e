//! The real files, held against sums that were computed independently.

use std::collections::BTreeMap;

use super::*;
use crate::fixtures::shared;

const MONTH: &str = "data/shopee_bulan_lengkap";

fn expected() -> serde_json::Map<String, serde_json::Value> {
    serde_json::from_slice(&shared("data/expected_totals_share.json")).unwrap()
}

/// The files of a folder that sums are known of, by their path.
fn of(folder: &str) -> Vec<(String, serde_json::Value)> {
    let all = expected().into_iter().filter(|(path, _)| path.starts_with(folder));
    all.map(|(path, sums)| (format!("data/{}", path.replace("/share/", "/")), sums)).collect()
}

fn kinds(file: &SettlementFile) -> BTreeMap<RowKind, (usize, i64)> {
    let mut sums = BTreeMap::new();
    for row in &file.rows {
        let sum = sums.entry(row.kind).or_insert((0, 0));
        *sum = (sum.0 + 1, sum.1 + row.net.0);
    }
    sums
}

#[test]
#[ignore = "needs the real files beside the project"]
fn a_real_month_of_shopee_adds_up_from_opening_to_closing() {
    let income = read(&shared(&format!("{MONTH}/Income.sudah dilepas.id.20260707_20260806.xlsx")));
    assert_eq!((income.rows.len(), income.net(), income.stated), (679, Money(78_126_759), Some(Money(78_126_759))));
    assert_eq!(codes(&income), []);
    let sums: Vec<i64> = Part::ALL.iter().map(|p| income.rows.iter().map(|r| income.part(r, *p).0).sum()).collect();
    assert_eq!(
        sums,
        [99_446_758, -1_015_500, -8_120_676, -9_895_305, -837_292, 0, -1_269_763, -62_000, -110_800, 0, -8663, 0, 0]
    );
    assert_eq!(income.further.iter().map(|r| (r.net.0, &*r.order)).collect::<Vec<_>>(), [(-330_878, "2607210W356RX6")]);

    let report = format!("{MONTH}/my_balance_transaction_report.shopee.20260707_20260806.xlsx");
    let balance = read(&shared(&report));
    assert_eq!((balance.rows.len(), codes(&balance)), (862, vec![]));
    assert_eq!(balance.balances(), Some((Money(11_807_075), Money(2_701_988))));
    let by_kind = kinds(&balance);
    assert_eq!(by_kind[&RowKind::Payout], (679, 78_126_759));
    assert_eq!(by_kind[&RowKind::Ads].1, -8_602_500);
    assert_eq!(by_kind[&RowKind::Adjustment].1, -349_311);
    assert_eq!(by_kind[&RowKind::Withdrawal].1, -78_280_035);

    let by_order = |file: &SettlementFile, kind| -> BTreeMap<String, Money> {
        file.rows.iter().filter(|r| r.kind == kind).map(|r| (r.order.clone(), r.net)).collect()
    };
    assert_eq!(by_order(&income, RowKind::Order), by_order(&balance, RowKind::Payout));

    let bill = read(&shared(&format!("{MONTH}/tokocontoh01_adwords_bill_2026-08-06.csv")));
    let topped_up = kinds(&bill)[&RowKind::Ads].1;
    assert_eq!((&*bill.shop, codes(&bill)), ("tokocontoh01", vec![]));
    assert_eq!(topped_up * 111 / 100, 8_602_500, "the balance's top-ups are the bill's with 11 percent of tax");
}

#[test]
#[ignore = "needs the real files beside the project"]
fn twenty_real_balance_reports_have_their_known_sums_and_two_edited_ones_are_said() {
    let files = of("shopee_saldo/");
    assert_eq!(files.len(), 20);
    let mut said = Vec::new();
    for (path, sums) in files {
        let file = read(&shared(&path));
        let sum = |name: &str| sums[name].as_i64().unwrap();
        let ins: i64 = file.rows.iter().map(|r| r.net.0).filter(|net| *net > 0).sum();
        assert_eq!((file.rows.len() as i64, ins), (sum("rows"), sum("sum_positive")), "{path}");
        assert_eq!(file.net().0 - ins, sum("sum_negative"), "{path}");
        let (opening, closing) = file.balances().unwrap();
        assert_eq!((opening.0, closing.0), (sum("oldest_saldo_before"), sum("newest_saldo_akhir")), "{path}");
        let breaks = file.problems.iter().filter(|p| p.code == "balance_chain").count();
        assert_eq!(breaks as i64, sum("chain_breaks"), "{path}");
        let withdrawn: i64 = sums["withdrawals"].as_object().unwrap().values().map(|v| v.as_i64().unwrap()).sum();
        assert_eq!(kinds(&file)[&RowKind::Withdrawal].1, withdrawn, "{path}");
        if !file.problems.is_empty() {
            said.push((path, file.problems.len()));
        }
    }
    let folder = "data/shopee_saldo/my_balance_transaction_report.shopee";
    assert_eq!(
        said,
        [
            (format!("{folder}.20241101_20241121.tokocontoh12.xlsx"), 12),
            (format!("{folder}.20251201_20251219.tokocontoh04 (2).xlsx"), 2),
        ]
    );
}

#[test]
#[ignore = "needs the real files beside the project"]
fn real_income_files_in_ten_layouts_have_their_known_sums_and_two_edited_ones_are_said() {
    let files = of("tiktok_tokopedia_income/");
    assert_eq!(files.len(), 24);
    let (mut said, mut layouts) = (Vec::new(), std::collections::BTreeSet::new());
    for (path, sums) in files {
        let file = read(&shared(&path));
        let rows = sums["rows"].as_i64().unwrap();
        let net = sums["sum_settlement"].as_i64().unwrap();
        assert_eq!((file.rows.len() as i64, file.net().0), (rows, net), "{path} {:?}", file.problems);
        for row in &file.rows {
            assert_eq!(file.gap(row) == Money::ZERO, row.word != "wderror", "{path} {}", row.row);
        }
        let mut types: BTreeMap<&str, i64> = BTreeMap::new();
        for row in &file.rows {
            *types.entry(&row.word).or_default() += 1;
        }
        assert_eq!(serde_json::json!(types), sums["types"], "{path}");
        let withdrawn: i64 = file.further.iter().map(|r| r.net.0).sum();
        let known = sums["withdrawal_records"]["Withdrawal | Transferred"].as_i64().unwrap_or_default();
        assert_eq!(withdrawn, known, "{path}");
        layouts.insert(file.words.iter().map(|w| w.header.clone()).collect::<Vec<_>>());
        if !file.problems.is_empty() {
            said.push((path, codes(&file)));
        }
    }
    let folder = "data/tiktok_tokopedia_income/income";
    assert_eq!(
        said,
        [
            (format!("{folder}_20250731-20250804_57kol_toko_t00.xlsx"), vec![(0, "file_sum")]),
            (format!("{folder}_20260120-20260122_63kol_toko_t21.xlsx"), vec![(0, "file_sum"), (2, "row_sum")]),
        ]
    );
    assert!(layouts.len() >= 9, "{}", layouts.len());
}

#[test]
#[ignore = "needs the real files beside the project"]
fn a_real_couriers_payout_keeps_its_identity() {
    let bytes = shared("data/cod_kurir/mengantar_pencairan_20250313.csv");
    let payout = read_cod_payout(&bytes, &CodColumns::mengantar()).unwrap();
    assert_eq!(payout.problems, []);
    let sums: Vec<_> = payout.rows.iter().map(|r| (r.amount.0, r.fee.0, r.freight.0, r.net().0)).collect();
    assert_eq!(sums, [(176_106, 5864, 8000, 162_242), (161_400, 5375, 8000, 148_025), (175_400, 5841, 8000, 161_559)]);
}
