mod real;

use proptest::prelude::*;

use super::level::Level;
use super::list::{list, unpack};
use super::*;

/// `village, district, regency, province postcode`, as far as they are known.
fn line(region: &Region) -> String {
    let names = [&region.village, &region.district, &region.regency, &region.province];
    let names: Vec<&str> = names.into_iter().filter(|n| !n.is_empty()).map(String::as_str).collect();
    format!("{} {}", names.join(", "), region.postcode).trim_end().to_owned()
}

fn found(text: &str, limit: usize) -> Vec<String> {
    search(text, limit).iter().map(line).collect()
}

fn first(text: &str) -> String {
    found(text, 1).pop().unwrap_or_default()
}

fn resolved(province: &str, regency: &str, district: &str, village: &str) -> String {
    resolve(province, regency, district, village).as_ref().map(line).unwrap_or_default()
}

fn at_end(address: &str) -> String {
    resolve_address(address).as_ref().map(line).unwrap_or_default()
}

#[test]
fn the_list_is_whole_and_a_tree() {
    let list = list();
    let count = |level| list.places().iter().filter(|p| p.level == level).count();
    assert_eq!(Level::ALL.map(count), [38, 514, 7_285, 83_762]);
    for (id, place) in list.places().iter().enumerate() {
        assert!(list.up(id, Level::Province) <= id && id < list.end(id), "{}", list.name(id));
        assert_eq!(place.level == Level::Village, list.size(id) == 1, "{}", list.name(id));
        assert!(place.level != Level::Village || (10_000..100_000).contains(&place.postcode), "{}", list.name(id));
    }
    for id in list.within(None, Level::Regency) {
        assert!(list.bare(id) > 0, "{}", list.name(id));
    }
}

#[test]
fn every_alias_and_successor_names_a_place_of_the_list() {
    let keys: Vec<&str> = (0..list().places().len()).map(|id| list().key(id)).collect();
    for alias in names::ALIASES {
        assert!(keys.contains(&alias.official), "{}", alias.official);
    }
    for (old, new) in names::SUCCESSORS {
        assert!(keys.contains(old) && new.iter().all(|key| keys.contains(key)), "{old}");
    }
}

#[test]
fn a_broken_list_is_none() {
    assert!(unpack(b"").is_none_or(|l| l.places().is_empty()));
    assert!(unpack(b"not zlib at all").is_none());
    for text in ["4Village\t12345\n", "1Province\n3District\n", "5Street\n", "1\u{0}\n2Kabupaten X\n3Y\n4Z\tabc\n"] {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packer, text.as_bytes()).unwrap();
        assert!(unpack(&packer.finish().unwrap()).is_none(), "{text:?}");
    }
}

#[test]
fn typing_finds_the_place() {
    for (typed, place) in [
        ("sukun malang", "Sukun, Kota Malang, Jawa Timur"),
        ("malang sukun", "Sukun, Kota Malang, Jawa Timur"),
        ("  SUKUN, Malang!", "Sukun, Kota Malang, Jawa Timur"),
        ("suku mala", "Sukun, Kota Malang, Jawa Timur"),
        ("kel sukun malang", "Sukun, Sukun, Kota Malang, Jawa Timur 65147"),
        ("kel. sukun kec. sukun", "Sukun, Sukun, Kota Malang, Jawa Timur 65147"),
        ("kec ungaran barat", "Ungaran Barat, Kabupaten Semarang, Jawa Tengah"),
        ("50511", "Ungaran, Ungaran Barat, Kabupaten Semarang, Jawa Tengah 50511"),
        ("dago 40135", "Dago, Coblong, Kota Bandung, Jawa Barat 40135"),
        ("66274", "Bandung, Kabupaten Tulungagung, Jawa Timur 66274"),
        ("bandung barat", "Kabupaten Bandung Barat, Jawa Barat"),
        ("kota bandung", "Kota Bandung, Jawa Barat"),
        ("kab malang", "Kabupaten Malang, Jawa Timur"),
        ("jaksel", "Kota Administrasi Jakarta Selatan, Daerah Khusus Ibukota Jakarta"),
        ("tebet jkt", "Tebet, Kota Administrasi Jakarta Selatan, Daerah Khusus Ibukota Jakarta"),
        ("jogja", "Daerah Istimewa Yogyakarta"),
        ("solo", "Kota Surakarta, Jawa Tengah"),
        ("prov jateng", "Jawa Tengah"),
        ("tanjungpinang", "Kota Tanjung Pinang, Kepulauan Riau"),
        ("pematang siantar", "Kota Pematangsiantar, Sumatera Utara"),
        ("ilir barat 1", "Ilir Barat Satu, Kota Palembang, Sumatera Selatan"),
        ("kec kota kediri", "Kota, Kota Kediri, Jawa Timur"),
        ("mamuju utara", "Kabupaten Pasangkayu, Sulawesi Barat"),
        ("malang kec", "Kabupaten Malang, Jawa Timur"),
        ("sukun mlang", ""),
        ("99999", ""),
    ] {
        assert_eq!(first(typed), place, "{typed:?}");
    }
}

#[test]
fn larger_and_exact_places_come_first() {
    assert_eq!(
        found("bandung", 6),
        [
            "Kabupaten Bandung, Jawa Barat",
            "Kota Bandung, Jawa Barat",
            "Bandung, Kabupaten Tulungagung, Jawa Timur 66274",
            "Bandung, Kabupaten Serang, Banten 42176",
            "Kabupaten Bandung Barat, Jawa Barat",
            "Bandung, Kebumen, Kabupaten Kebumen, Jawa Tengah 54317",
        ]
    );
    let all = found("bandung", usize::MAX);
    assert_eq!(all[..6], found("bandung", 6));
    assert!(all.len() > 20 && found("bandung", 0).is_empty());
}

#[test]
fn a_district_has_a_postcode_only_if_its_villages_share_it() {
    assert_eq!(first("kec serpong tangsel").rsplit_once(' ').unwrap().1, "Banten");
    assert_eq!(first("kec bandung serang"), "Bandung, Kabupaten Serang, Banten 42176");
    assert_eq!(first("kota serang"), "Kota Serang, Banten");
}

#[test]
fn names_of_files_are_matched() {
    for ((province, regency, district, village), place) in [
        (("JAWA BARAT", "KAB. BOGOR", "", ""), "Kabupaten Bogor, Jawa Barat"),
        (("BANTEN", "KOTA SERANG", "TAKTAKAN", ""), "Taktakan, Kota Serang, Banten 42162"),
        (
            ("DKI JAKARTA", "KOTA JAKARTA UTARA", "PENJARINGAN", "PLUIT"),
            "Pluit, Penjaringan, Kota Administrasi Jakarta Utara, Daerah Khusus Ibukota Jakarta 14450",
        ),
        (("DI YOGYAKARTA", "KAB. SLEMAN", "", ""), "Kabupaten Sleman, Daerah Istimewa Yogyakarta"),
        (("NANGGROE ACEH DARUSSALAM (NAD)", "KOTA BANDA ACEH", "", ""), "Kota Banda Aceh, Aceh"),
        (("BANGKA BELITUNG", "KOTA PANGKAL PINANG", "", ""), "Kota Pangkal Pinang, Kepulauan Bangka Belitung"),
        (("West Java", "South Bekasi City", "", ""), "Jawa Barat"),
        (
            ("Jakarta", "South Jakarta City", "Tebet", ""),
            "Tebet, Kota Administrasi Jakarta Selatan, Daerah Khusus Ibukota Jakarta",
        ),
        // Where one name is two places.
        (("JAWA TIMUR", "MALANG", "", ""), "Jawa Timur"),
        (("JAWA TIMUR", "MALANG", "SUKUN", ""), "Sukun, Kota Malang, Jawa Timur"),
        (("JAWA TIMUR", "", "SUKUN", ""), "Sukun, Kota Malang, Jawa Timur"),
        // Moved, renamed, spelled otherwise.
        (("PAPUA", "KAB. JAYAWIJAYA", "", ""), "Kabupaten Jayawijaya, Papua Pegunungan"),
        (("SUMATERA UTARA", "KOTA PADANG SIDEMPUAN", "", ""), "Kota Padangsidimpuan, Sumatera Utara"),
        (
            ("SUMATERA SELATAN", "KOTA PALEMBANG", "SEBERANG ULU II", ""),
            "Seberang Ulu Dua, Kota Palembang, Sumatera Selatan",
        ),
        (("JAWA BARAT", "KOTA BOGOR", "BOGOR SELATAN - KOTA", ""), "Bogor Selatan, Kota Bogor, Jawa Barat"),
        (("JAWA TIMUR", "KOTA KEDIRI", "KEDIRI KOTA", ""), "Kota, Kota Kediri, Jawa Timur"),
        (("BALI", "KAB. GIANYAR", "BELAH BATUH (BLAHBATUH)", ""), "Blahbatuh, Kabupaten Gianyar, Bali 80581"),
        // Not a place of the list.
        (("JAWA BARAT", "KAB. ENTAHLAH", "", ""), "Jawa Barat"),
        (("JAWA BARAT", "KAB. GRESIK", "", ""), "Jawa Barat"),
        (
            ("SUMATERA SELATAN", "KAB. OGAN KOMERING ULU TIMUR", "BELITANG IV", ""),
            "Kabupaten Ogan Komering Ulu Timur, Sumatera Selatan",
        ),
        (("ATLANTIS", "", "", ""), ""),
        (("", "", "", ""), ""),
    ] {
        assert_eq!(resolved(province, regency, district, village), place, "{province} {regency} {district} {village}");
    }
}

#[test]
fn the_end_of_an_address_is_matched() {
    for (address, place) in [
        ("Jl. Mawar 5, KAB. BOGOR, CISEENG, JAWA BARAT, ID, 16000", "Ciseeng, Kabupaten Bogor, Jawa Barat 16120"),
        ("KAB. SUBANG, SUBANG, JAWA BARAT, ID, 41000", "Subang, Kabupaten Subang, Jawa Barat"),
        ("Jl. Dago 5, Kel. Dago, Kec. Coblong, Kota Bandung 40135", "Dago, Coblong, Kota Bandung, Jawa Barat 40135"),
        ("Jl. Dago 5\nCoblong\nBandung\nJawa Barat 40135", "Coblong, Kota Bandung, Jawa Barat 40135"),
        ("Jl. S. Supriadi 1, Sukun, Malang", "Sukun, Kota Malang, Jawa Timur"),
        ("Jl. Sabang 7, Malang 65147", "Kota Malang, Jawa Timur"),
        ("Gg. Buntu 1, Umbulharjo, Yogyakarta", "Umbulharjo, Kota Yogyakarta, Daerah Istimewa Yogyakarta"),
        ("di rumah nenek", ""),
        ("16000", ""),
    ] {
        assert_eq!(at_end(address), place, "{address:?}");
    }
}

#[test]
fn hostile_text_is_answered() {
    let long =
        ["a ", "50511 ", "kec ", "sukun malang, ", "😊", "\u{0}\u{7}\u{202e}", "ﷺ", ",", "(/) ", "i ", "\u{301}"];
    let mut texts: Vec<String> = long.iter().map(|part| part.repeat(10_000 / part.len())).collect();
    texts.extend(
        ["", " ", "\u{0}", "🏠", "''", "%_\\", "kec", "kel kec kab", "(", ")(", "/", "0", "-1"].map(str::to_owned),
    );
    for text in texts {
        assert!(search(&text, 5).len() <= 5);
        let _ = resolve_address(&text);
        let _ = resolve(&text, &text, &text, &text);
        let _ = resolve("JAWA TIMUR", &text, &text, &text);
        let _ = resolve("JAWA TIMUR", "KOTA MALANG", &text, &text);
    }
    assert_eq!((found("", 5), found("😊", 5), found("\u{0}", 5)), (vec![], vec![], vec![]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_text_is_answered(text in "\\PC{0,40}", other in "[a-k(/)., 0-9]{0,30}") {
        for text in [&text, &other] {
            let _ = search(text, 3);
            let _ = resolve_address(text);
            let _ = resolve("bali", text, text, text);
        }
    }

    #[test]
    fn a_place_of_the_list_is_found_by_its_own_names(id in 0..91_599_usize) {
        let place = list().region(id);
        let again = resolve(&place.province, &place.regency, &place.district, &place.village).unwrap();
        prop_assert_eq!((&again.regency, &again.district), (&place.regency, &place.district));
        let typed = [&place.village, &place.district, &place.regency, &place.province].map(String::as_str).join(" ");
        // Two villages of a district may have one name.
        let found = search(&typed, 50);
        prop_assert!(found.contains(&place), "{typed}: {found:?}");
    }
}

#[test]
fn of_names_that_are_one_the_spelling_as_typed_comes_first() {
    let first = &search("caturtunggal", 8)[0];
    assert_eq!((first.village.as_str(), first.regency.as_str()), ("Caturtunggal", "Kabupaten Sleman"));
    assert_eq!(search("catur tunggal", 8)[0].village, "Catur Tunggal");
}
