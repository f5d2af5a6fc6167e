//! What places are called besides their official names.

use super::level::Level;

/// Another name of a province or regency, both folded.
pub(super) struct Alias {
    pub official: &'static str,
    pub other: &'static str,
}

const fn alias(official: &'static str, other: &'static str) -> Alias {
    Alias { official, other }
}

/// Everyday and former names. The provinces' first four and the regencies' first four stand in real order files.
pub(super) const ALIASES: &[Alias] = &[
    alias("daerah khusus ibukota jakarta", "dki jakarta"),
    alias("kepulauan bangka belitung", "bangka belitung"),
    alias("aceh", "nanggroe aceh darussalam"),
    alias("daerah istimewa yogyakarta", "di yogyakarta"),
    alias("aceh", "daerah istimewa aceh"),
    alias("aceh", "di aceh"),
    alias("aceh", "nad"),
    alias("daerah istimewa yogyakarta", "d i yogyakarta"),
    alias("daerah istimewa yogyakarta", "yogyakarta"),
    alias("daerah istimewa yogyakarta", "diy"),
    alias("daerah khusus ibukota jakarta", "d k i jakarta"),
    alias("daerah khusus ibukota jakarta", "daerah khusus jakarta"),
    alias("daerah khusus ibukota jakarta", "jakarta"),
    alias("daerah khusus ibukota jakarta", "dki"),
    alias("daerah khusus ibukota jakarta", "dkj"),
    alias("daerah istimewa yogyakarta", "special region of yogyakarta"),
    alias("daerah khusus ibukota jakarta", "special capital region of jakarta"),
    alias("daerah khusus ibukota jakarta", "jakarta special capital region"),
    alias("papua", "irian jaya"),
    alias("papua barat", "irian jaya barat"),
    alias("kabupaten mempawah", "kabupaten pontianak"),
    alias("kabupaten pasangkayu", "kabupaten mamuju utara"),
    alias("kabupaten toba", "kabupaten toba samosir"),
    alias("kabupaten toba", "kabupaten tobasa"),
    alias("kabupaten kepulauan tanimbar", "kabupaten maluku tenggara barat"),
    alias("kabupaten kepulauan selayar", "kabupaten selayar"),
    alias("kabupaten kepulauan yapen", "kabupaten yapen waropen"),
    alias("kabupaten kepulauan sangihe", "kabupaten sangihe talaud"),
    alias("kabupaten kep siau tagulandang biaro", "kabupaten sitaro"),
    alias("kabupaten mahakam ulu", "kabupaten mahakam hulu"),
    alias("kabupaten kutai kartanegara", "kabupaten kutai"),
    alias("kabupaten pangkajene dan kepulauan", "kabupaten pangkep"),
    alias("kabupaten penukal abab lematang ilir", "kabupaten pali"),
    alias("kabupaten ogan komering ulu", "kabupaten oku"),
    alias("kabupaten ogan komering ulu timur", "kabupaten oku timur"),
    alias("kabupaten ogan komering ulu selatan", "kabupaten oku selatan"),
    alias("kabupaten ogan komering ilir", "kabupaten oki"),
    alias("kabupaten polewali mandar", "kabupaten polewali mamasa"),
    alias("kabupaten polewali mandar", "kabupaten polman"),
    alias("kabupaten sijunjung", "kabupaten sawahlunto sijunjung"),
    alias("kabupaten tanah bumbu", "kabupaten tanbu"),
    alias("kabupaten penajam paser utara", "kabupaten ppu"),
    alias("kota tidore kepulauan", "kota tidore"),
    alias("kota makassar", "kota ujung pandang"),
    alias("kota surakarta", "kota solo"),
];

/// Provinces that gave regencies away: files still name the one before (2012, 2022).
pub(super) const SUCCESSORS: &[(&str, &[&str])] = &[
    ("papua", &["papua selatan", "papua tengah", "papua pegunungan"]),
    ("papua barat", &["papua barat daya"]),
    ("kalimantan timur", &["kalimantan utara"]),
];

/// How words are shortened or spelled otherwise; what they stand for, folded and without spaces.
const SHORT: &[(&str, &[&str])] = &[
    ("adm", &["administrasi"]),
    ("babel", &["bangkabelitung"]),
    ("bdg", &["bandung"]),
    ("bks", &["bekasi"]),
    ("bpn", &["balikpapan"]),
    ("brt", &["barat"]),
    ("diy", &["yogyakarta"]),
    ("dki", &["jakarta"]),
    ("dps", &["denpasar"]),
    ("gn", &["gunung"]),
    ("gng", &["gunung"]),
    ("jabar", &["jawabarat"]),
    ("jakbar", &["jakartabarat"]),
    ("jakpus", &["jakartapusat"]),
    ("jaksel", &["jakartaselatan"]),
    ("jaktim", &["jakartatimur"]),
    ("jakut", &["jakartautara"]),
    ("jateng", &["jawatengah"]),
    ("jatim", &["jawatimur"]),
    ("jkt", &["jakarta"]),
    ("jog", &["yogyakarta"]),
    ("jogja", &["yogyakarta"]),
    ("jogjakarta", &["yogyakarta"]),
    ("kab", &["kabupaten"]),
    ("kalbar", &["kalimantanbarat"]),
    ("kalsel", &["kalimantanselatan"]),
    ("kaltara", &["kalimantanutara"]),
    ("kalteng", &["kalimantantengah"]),
    ("kaltim", &["kalimantantimur"]),
    ("kep", &["kepulauan"]),
    ("kepri", &["kepulauanriau"]),
    ("kodya", &["kota"]),
    ("kotamadya", &["kota"]),
    ("kp", &["kampung"]),
    ("kukar", &["kutaikartanegara"]),
    ("malut", &["malukuutara"]),
    ("mdn", &["medan"]),
    ("mks", &["makassar"]),
    ("mlg", &["malang"]),
    ("ntb", &["nusatenggarabarat"]),
    ("ntt", &["nusatenggaratimur"]),
    ("pbg", &["purbalingga"]),
    ("pdg", &["padang"]),
    ("pku", &["pekanbaru"]),
    ("plg", &["palembang"]),
    ("plm", &["palembang"]),
    ("ps", &["pasar"]),
    ("psr", &["pasar"]),
    ("pwk", &["purwakarta"]),
    ("pwt", &["purwokerto"]),
    ("sby", &["surabaya"]),
    ("sda", &["sidoarjo"]),
    ("sel", &["selatan"]),
    ("smd", &["samarinda"]),
    ("smg", &["semarang"]),
    ("solo", &["surakarta"]),
    ("sulbar", &["sulawesibarat"]),
    ("sulsel", &["sulawesiselatan"]),
    ("sulteng", &["sulawesitengah"]),
    ("sultra", &["sulawesitenggara"]),
    ("sulut", &["sulawesiutara"]),
    ("sumatra", &["sumatera"]),
    ("sumbar", &["sumaterabarat"]),
    ("sumsel", &["sumateraselatan"]),
    ("sumut", &["sumaterautara"]),
    ("sei", &["sungai"]),
    ("tangsel", &["tangerangselatan"]),
    ("tj", &["tanjung"]),
    ("tjg", &["tanjung"]),
    ("tng", &["tangerang"]),
    ("yk", &["yogyakarta"]),
];

/// What else a word may stand for.
pub(super) fn expand(word: &str) -> &'static [&'static str] {
    SHORT.iter().find(|(short, _)| *short == word).map_or(&[], |(_, long)| long)
}

/// A folded name with short forms written out, its last word's number as a digit, and without spaces.
pub(super) fn normal(key: &str) -> String {
    let last = key.rfind(' ').map_or(0, |space| space + 1);
    let mut out = String::with_capacity(key.len());
    for word in key[..last].split_whitespace().filter(|word| *word != "dan") {
        out.push_str(expand(word).first().unwrap_or(&word));
    }
    let word = &key[last..];
    out.push_str(numeral(word).map_or_else(|| expand(word).first().unwrap_or(&word), |[digits, ..]| digits));
    out
}

const ENGLISH: &[(&str, &str)] = &[
    ("north", "utara"),
    ("south", "selatan"),
    ("west", "barat"),
    ("east", "timur"),
    ("central", "tengah"),
    ("southeast", "tenggara"),
    ("southwest", "barat daya"),
    ("highland", "pegunungan"),
    ("java", "jawa"),
    ("islands", "kepulauan"),
];

/// `west java` is `jawa barat`, `bangka belitung islands` `kepulauan bangka belitung`; `None` if nothing is English.
pub(super) fn from_english(key: &str) -> Option<String> {
    let translate = |word: &str| ENGLISH.iter().find(|(english, _)| *english == word).map(|(_, here)| *here);
    let (kind_first, name) = match kind(key) {
        (Some(Kind::Regency), name) => ("kabupaten ", name),
        (Some(Kind::City), name) => ("kota ", name),
        (None, name) => ("", name),
    };
    let mut words: Vec<&str> = name.split(' ').map(|word| translate(word).unwrap_or(word)).collect();
    if words.first().is_some_and(|first| !matches!(*first, "kepulauan" | "jawa") && !name.starts_with(first)) {
        words.rotate_left(1); // a direction stands behind the name
    } else if words.last().is_some_and(|last| *last == "kepulauan" && !name.ends_with(last)) {
        words.rotate_right(1);
    }
    let here = words.join(" ");
    (here != name).then(|| format!("{kind_first}{here}"))
}

const NUMERALS: [[&str; 3]; 10] = [
    ["1", "i", "satu"],
    ["2", "ii", "dua"],
    ["3", "iii", "tiga"],
    ["4", "iv", "empat"],
    ["5", "v", "lima"],
    ["6", "vi", "enam"],
    ["7", "vii", "tujuh"],
    ["8", "viii", "delapan"],
    ["9", "ix", "sembilan"],
    ["10", "x", "sepuluh"],
];

/// The ways to write the number that a word is: `1`, `i`, `satu`. None if it isn't one up to ten.
pub(super) fn numeral(word: &str) -> Option<&'static [&'static str; 3]> {
    NUMERALS.iter().find(|forms| forms.contains(&word))
}

/// What a regency is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Regency,
    City,
}

/// Parts the kind from a folded name: `kota administrasi jakarta barat`, `kab bogor`, `bogor regency`.
pub(super) fn kind(key: &str) -> (Option<Kind>, &str) {
    let (first, rest) = key.split_once(' ').unwrap_or((key, ""));
    let kind = match first {
        "kabupaten" | "kab" => Kind::Regency,
        "kota" | "kotamadya" | "kodya" => Kind::City,
        _ => {
            return match key.rsplit_once(' ') {
                Some((name, "regency")) => (Some(Kind::Regency), name),
                Some((name, "city")) => (Some(Kind::City), name),
                _ => (None, key),
            };
        }
    };
    let rest = ["administrasi ", "adm ", "administratif "].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    (Some(kind), rest)
}

/// Where the name begins behind its kind, in bytes.
pub(super) fn bare_at(key: &str) -> usize {
    key.len() - kind(key).1.len()
}

/// Words that open a name and tell its level. `kabupaten` and `kota` are parts of names instead.
pub(super) fn level_of(word: &str) -> Option<Level> {
    Some(match word {
        "prov" | "prop" | "provinsi" | "propinsi" | "province" => Level::Province,
        "kec" | "kecamatan" | "distrik" | "district" | "kapanewon" | "kemantren" => Level::District,
        "kel" | "kelurahan" | "ds" | "desa" | "village" => Level::Village,
        _ => return None,
    })
}
