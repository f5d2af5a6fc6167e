//! The names of real marketplace files, where they are at hand.

use std::collections::BTreeMap;

use super::*;
use crate::fixtures::shared;

fn measured() -> serde_json::Value {
    serde_json::from_slice(&shared("data/regions/region_match.json")).unwrap()
}

#[test]
#[ignore = "needs the real files beside the project"]
fn the_addresses_of_a_real_month_match_as_measured() {
    let (measured, file) = (measured(), shared("data/shopee/Order.all.20240901_20240930.csv"));
    let mut reader = ::csv::Reader::from_reader(file.as_slice());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|h| h.trim_start_matches('\u{feff}') == name).unwrap();
    let [order, address, regency, province] =
        ["No. Pesanan", "Alamat Pengiriman", "Kota/Kabupaten", "Provinsi"].map(column);
    let orders: BTreeMap<String, _> =
        reader.records().map(|row| row.unwrap()).map(|r| (r[order].to_owned(), r)).collect();
    assert_eq!(orders.len(), 1_123);
    let (mut by_fields, mut tails, mut tail_regencies, mut tail_districts) = (0, 0, 0, 0);
    for row in orders.values() {
        let fields = resolve(&row[province], &row[regency], "", "").unwrap_or_default();
        by_fields += i64::from(!fields.regency.is_empty());
        let Some(tail) = resolve_address(&row[address]) else {
            assert!(!row[address].contains(", ID, "), "{}", &row[address]);
            continue; // made unreadable before it came here
        };
        assert_eq!((&tail.regency, &tail.province), (&fields.regency, &fields.province), "{}", &row[address]);
        tails += 1;
        tail_regencies += i64::from(!tail.regency.is_empty());
        tail_districts += i64::from(!tail.district.is_empty());
    }
    assert_eq!((by_fields, tails, tail_regencies, tail_districts), (1_123, 1_105, 1_105, 1_103));
    assert_eq!(measured["addresses_with_parsable_tail"], tails);
    assert!(measured["tail_regency_matched"].as_i64().unwrap() <= tail_regencies);
    assert!(measured["tail_district_matched"].as_i64().unwrap() <= tail_districts);
}

#[test]
#[ignore = "needs the real files beside the project"]
fn what_was_left_open_when_measured_is_matched() {
    let measured = measured();
    for open in measured["regency_unmatched"].as_array().unwrap() {
        let (province, regency) = (open[0].as_str().unwrap(), open[1].as_str().unwrap());
        assert_ne!(resolve(province, regency, "", "").unwrap_or_default().regency, "", "{regency}");
    }
    for (alias, official) in measured["province_aliases"].as_object().unwrap() {
        let both = [alias.as_str(), official.as_str().unwrap()].map(|name| resolve(name, "", "", "").unwrap());
        assert_eq!(both[0], both[1]);
    }
    // Neither is a district today: Tampan was parted in 2020, Bandar Jaya is a town in Terbanggi Besar.
    let gone = ["KAB. LAMPUNG TENGAH / BANDAR JAYA", "KOTA PEKANBARU / TAMPAN"];
    for pair in measured["district_unmatched"].as_object().unwrap().keys() {
        let (regency, district) = pair.split_once(" / ").unwrap();
        let found = resolve("", regency, district, "").unwrap_or_default();
        assert_eq!(found.district.is_empty(), gone.contains(&pair.as_str()), "{pair}: {found:?}");
    }
}
