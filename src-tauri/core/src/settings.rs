//! The shop's settings, described once: key, words, kind and limits of each. The form, the terminal and the log read this list,
//! and a write is held against it; a new setting is a field of [`Shop`], a column and a line here.

use serde::Serialize;
use serde_json::Value;

use crate::rows::Shop;
use crate::{Day, Limit, MONEY_MAX, Money, Refusal, Sentence, typed_money};

/// Two languages of the program's own words.
type Words = (&'static str, &'static str);

/// What may be typed for a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Line(Limit),
    /// A line that must say something, else this is refused.
    Needed(Limit, &'static str, Words),
    /// A phone that can be called, or nothing.
    Phone,
    /// One of these words.
    Choice(&'static [(&'static str, Words)]),
    /// Yes or no.
    Switch,
    /// A calendar day, or none.
    Day,
    /// A whole number up to this.
    Count(i64),
    /// Whole rupiah.
    Money,
}

/// The form's part in which a setting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What stands on paper, where and in which language the shop is.
    Shop,
    /// When things happen by themselves.
    Deadlines,
    /// No part: it is set by importing and on the terminal.
    Hidden,
}

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name for programs: a field of [`Shop`] and a column; on the terminal with dashes.
    pub key: &'static str,
    /// Where it stands.
    pub part: Part,
    /// What may be typed.
    pub kind: Kind,
    /// What the form calls it.
    pub label: Words,
    /// What the log calls it.
    pub said: Words,
    /// What the form says below it; may be empty.
    pub hint: Words,
    /// What the terminal's help says of it.
    pub help: &'static str,
    /// Whether only an owner may change it.
    pub owners: bool,
}

const YES: Words = ("ya", "yes");
const NO: Words = ("tidak", "no");
const NOTHING: Words = ("", "");

const ZONES: &[(&str, Words)] = &[
    ("wib", ("WIB (Jakarta)", "WIB (Jakarta)")),
    ("wita", ("WITA (Makassar)", "WITA (Makassar)")),
    ("wit", ("WIT (Jayapura)", "WIT (Jayapura)")),
];
const LANGUAGES: &[(&str, Words)] = &[("id", ("Bahasa Indonesia", "Bahasa Indonesia")), ("en", ("English", "English"))];
const SLIPS: &[(&str, Words)] = &[("a4", ("A4", "A4")), ("a5", ("A5", "A5")), ("a6", ("A6", "A6"))];
const LABELS: &[(&str, Words)] = &[
    ("a6", ("A6 (105 × 148 mm)", "A6 (105 × 148 mm)")),
    ("mm100x150", ("100 × 150 mm", "100 × 150 mm")),
    ("roll80", ("Gulungan 80 mm", "Roll of 80 mm")),
    ("roll58", ("Gulungan 58 mm", "Roll of 58 mm")),
];

const TAX_BASES: &[(&str, Words)] = &[
    ("gross_less_returns", ("Sebelum diskon, dikurangi retur", "Before discounts, less returns")),
    ("gross", ("Sebelum diskon", "Before discounts")),
    ("net", ("Dikurangi diskon dan retur", "Less discounts and returns")),
];

/// Hours that a deadline may be away at most: 60 days.
const HOURS_MAX: i64 = 1_440;
/// Days that a return window may last at most.
const DAYS_MAX: i64 = 365;

/// All settings, in the order of the form and of what the log says.
pub const SETTINGS: [Setting; 18] = [
    Setting {
        key: "name",
        part: Part::Shop,
        kind: Kind::Needed(Limit::Name, "shop_name_missing", ("Tulis nama toko dulu.", "Enter the shop's name first.")),
        label: ("Nama toko", "Name of the shop"),
        said: ("nama", "name"),
        hint: NOTHING,
        help: "The shop's name",
        owners: false,
    },
    Setting {
        key: "phone",
        part: Part::Shop,
        kind: Kind::Phone,
        label: ("Telepon", "Phone"),
        said: ("telepon", "phone"),
        hint: NOTHING,
        help: "Phone for paper",
        owners: false,
    },
    Setting {
        key: "address",
        part: Part::Shop,
        kind: Kind::Line(Limit::Address),
        label: ("Alamat", "Address"),
        said: ("alamat", "address"),
        hint: ("Dicetak di slip dan label sebagai pengirim.", "Printed on slips and labels as the sender."),
        help: "Address for paper",
        owners: false,
    },
    Setting {
        key: "zone",
        part: Part::Shop,
        kind: Kind::Choice(ZONES),
        label: ("Zona waktu", "Time zone"),
        said: ("zona waktu", "time zone"),
        hint: NOTHING,
        help: "wib, wita or wit",
        owners: false,
    },
    Setting {
        key: "language",
        part: Part::Shop,
        kind: Kind::Choice(LANGUAGES),
        label: ("Bahasa toko", "Language of the shop"),
        said: ("bahasa", "language"),
        hint: (
            "Bahasa layar saat program dibuka di komputer yang belum memilih.",
            "The screens begin in it on a computer where none was chosen.",
        ),
        help: "id or en",
        owners: false,
    },
    Setting {
        key: "start_day",
        part: Part::Hidden,
        kind: Kind::Day,
        label: ("Hari mulai", "Start day"),
        said: ("hari mulai", "start day"),
        hint: NOTHING,
        help: "First day whose sales post",
        owners: true,
    },
    Setting {
        key: "slip_size",
        part: Part::Shop,
        kind: Kind::Choice(SLIPS),
        label: ("Kertas slip", "Paper of slips"),
        said: ("ukuran slip", "slip size"),
        hint: NOTHING,
        help: "Paper of packing slips: a4, a5 or a6",
        owners: false,
    },
    Setting {
        key: "label_size",
        part: Part::Shop,
        kind: Kind::Choice(LABELS),
        label: ("Kertas label", "Paper of labels"),
        said: ("ukuran label", "label size"),
        hint: NOTHING,
        help: "Paper of labels: a6, mm100x150, roll80 or roll58",
        owners: false,
    },
    Setting {
        key: "payment_hours",
        part: Part::Deadlines,
        kind: Kind::Count(HOURS_MAX),
        label: ("Batas bayar, jam", "Time to pay, hours"),
        said: ("batas bayar (jam)", "hours to pay"),
        hint: (
            "Berakhir pukul 23.59 di hari jamnya habis. Setelah itu pesanan batal sendiri dan stoknya bisa dijual lagi. 0 berarti tanpa batas.",
            "It ends at 23.59 of the day on which the hours end. Then the order is cancelled by itself and its stock can be sold again. 0 for no deadline.",
        ),
        help: "Hours that a buyer has to pay, to the end of the day on which they run out; 0 for no deadline",
        owners: false,
    },
    Setting {
        key: "ship_hours",
        part: Part::Deadlines,
        kind: Kind::Count(HOURS_MAX),
        label: ("Batas kirim, jam sejak dipesan", "Time to ship, hours from placing"),
        said: ("batas kirim (jam)", "hours to ship"),
        hint: (
            "Untuk pesanan sendiri, sampai pukul 23.59 hari itu; pesanan marketplace memakai batasnya. 0 berarti tanpa batas.",
            "For orders of your own, until 23.59 of that day; those of a marketplace have its deadline. 0 for no deadline.",
        ),
        help: "Hours from placing to when it must have left, to the end of that day; 0 for no deadline",
        owners: false,
    },
    Setting {
        key: "return_days",
        part: Part::Deadlines,
        kind: Kind::Count(DAYS_MAX),
        label: ("Selesai sendiri, hari setelah sampai", "Completed by itself, days after delivery"),
        said: ("masa retur (hari)", "days to return"),
        hint: ("0 berarti menunggu ditandai selesai.", "0 waits until it is marked completed."),
        help: "Days after which a delivered order counts as accepted; 0 for never",
        owners: false,
    },
    Setting {
        key: "payout_days",
        part: Part::Deadlines,
        kind: Kind::Count(DAYS_MAX),
        label: ("Marketplace seharusnya cair, hari setelah sampai", "Marketplaces pay out, days after delivery"),
        said: ("cair marketplace (hari)", "days to the payout"),
        hint: ("Yang lewat disebut belum cair.", "What is later is said to be unpaid."),
        help: "Days after delivery within which a marketplace should have paid out",
        owners: false,
    },
    Setting {
        key: "cod_days",
        part: Part::Deadlines,
        kind: Kind::Count(DAYS_MAX),
        label: ("Kurir COD seharusnya cair, hari setelah sampai", "COD couriers pay out, days after delivery"),
        said: ("cair COD (hari)", "days to the payout of COD"),
        hint: ("Yang lewat disebut belum cair.", "What is later is said to be unpaid."),
        help: "Days after delivery within which a courier should have paid out COD",
        owners: false,
    },
    Setting {
        key: "unique_codes",
        part: Part::Deadlines,
        kind: Kind::Switch,
        label: ("Kode unik di total transfer", "Unique code in totals by transfer"),
        said: ("kode unik", "unique codes"),
        hint: (
            "Tiga angka terakhir berbeda untuk tiap pesanan terbuka, supaya uang masuk dikenali.",
            "The last three digits differ among open orders, so that money coming in is recognised.",
        ),
        help: "Whether totals of orders by transfer get a unique code",
        owners: false,
    },
    Setting {
        key: "auto_approve",
        part: Part::Deadlines,
        kind: Kind::Switch,
        label: ("Setujui sendiri pesanan marketplace", "Approve marketplace orders by themselves"),
        said: ("setujui otomatis", "approve automatically"),
        hint: (
            "Yang sudah dibayar atau COD langsung siap dikemas saat diimpor.",
            "What is paid there or COD is ready to pack as soon as it is imported.",
        ),
        help: "Whether an import approves marketplace orders that are paid or COD",
        owners: false,
    },
    Setting {
        key: "packing_cost",
        part: Part::Shop,
        kind: Kind::Money,
        label: ("Biaya kemas per paket, Rp", "Packing of a parcel, Rp"),
        said: ("biaya kemas", "packing of a parcel"),
        hint: (
            "Dihitung di laba per pesanan saja; bahannya dibukukan saat dibeli.",
            "Counted in the profit of orders only; what it is made of is posted when it is bought.",
        ),
        help: "What packing a parcel costs, for the profit of orders; posts nothing",
        owners: false,
    },
    Setting {
        key: "tax_base",
        part: Part::Shop,
        kind: Kind::Choice(TAX_BASES),
        label: ("Omzet untuk PPh final", "Turnover for the final tax"),
        said: ("dasar omzet PPh", "base of the final tax"),
        hint: (
            "PMK 164/2023 menyebut penjualan sebelum diskon. Tanyakan ke konsultan pajak sebelum mengubahnya.",
            "PMK 164/2023 says sales before discounts. Ask a tax adviser before changing it.",
        ),
        help: "What counts as turnover for the final tax: gross_less_returns, gross or net",
        owners: true,
    },
    Setting {
        key: "tax_free",
        part: Part::Shop,
        kind: Kind::Switch,
        label: ("Rp500 juta setahun bebas PPh (orang pribadi)", "Rp 500 million a year free of tax (persons)"),
        said: ("bebas PPh 500 juta", "500 million free of tax"),
        hint: ("Matikan untuk badan usaha.", "Turn it off for a company."),
        help: "Whether the first 500 million of a year are free of the final tax, as they are for persons",
        owners: true,
    },
];

impl Setting {
    /// The setting of that key.
    #[must_use]
    pub fn of(key: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.key == key)
    }

    /// What the terminal calls it: `slip-size`.
    #[must_use]
    pub fn option(&self) -> String {
        self.key.replace('_', "-")
    }

    /// How it stands in the shop, as the log says it; the same in every language.
    #[must_use]
    pub fn stands(&self, shop: &Shop) -> String {
        self.written(&value_of(shop, self.key))
    }

    /// A value as the log says it.
    fn written(&self, value: &Value) -> String {
        match (self.kind, value) {
            (Kind::Day, Value::Number(day)) => day
                .as_i64()
                .and_then(|day| i32::try_from(day).ok())
                .map(Day)
                .map_or_else(String::new, |day| day.to_string()),
            (Kind::Money, Value::Number(sum)) => Money(sum.as_i64().unwrap_or_default()).to_string(),
            (_, Value::Bool(on)) => if *on { YES.0 } else { NO.0 }.to_owned(),
            (_, Value::String(text)) => text.clone(),
            (_, Value::Null) => String::new(),
            (_, other) => other.to_string(),
        }
    }

    /// How it stands in the shop, for people.
    #[must_use]
    pub fn shown(&self, shop: &Shop) -> Sentence {
        let stands = self.stands(shop);
        match self.kind {
            Kind::Choice(words) => {
                let (id, en) = words.iter().find(|(key, _)| *key == stands).map_or(NOTHING, |(_, words)| *words);
                Sentence::new(id, en)
            }
            Kind::Switch => {
                let (id, en) = if stands == YES.0 { YES } else { NO };
                Sentence::new(id, en)
            }
            _ => Sentence::new(stands.clone(), stands),
        }
    }

    /// Reads what is typed on the terminal.
    ///
    /// # Errors
    /// `setting_unread`, naming what it may be.
    pub fn read(&self, typed: &str) -> Result<Value, Refusal> {
        let known = |known: bool, value: Value| if known { Ok(value) } else { Err(self.unread(typed)) };
        match self.kind {
            Kind::Line(_) | Kind::Needed(..) | Kind::Phone => Ok(typed.into()),
            Kind::Choice(words) => known(words.iter().any(|(key, _)| *key == typed), typed.into()),
            Kind::Switch => known(typed == "on" || typed == "off", (typed == "on").into()),
            Kind::Day => Day::parse(typed).map(|day| day.0.into()).ok_or_else(|| self.unread(typed)),
            Kind::Count(_) => typed.parse::<i64>().map(Value::from).map_err(|_| self.unread(typed)),
            Kind::Money => typed_money(typed).map(|sum| sum.0.into()).map_err(|_| self.unread(typed)),
        }
    }

    fn unread(&self, typed: &str) -> Refusal {
        let (id, en) = match self.kind {
            Kind::Choice(words) => {
                let all = words.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(", ");
                (format!("salah satu dari {all}"), format!("one of {all}"))
            }
            Kind::Switch => ("on atau off".to_owned(), "on or off".to_owned()),
            Kind::Day => ("tanggal, misalnya 2026-11-22".to_owned(), "a day, 2026-11-22 for example".to_owned()),
            Kind::Money => {
                ("jumlah rupiah (12.500, 12500 atau 85rb)".to_owned(), "rupiah (12.500, 12500 or 85rb)".to_owned())
            }
            _ => ("bilangan bulat".to_owned(), "a whole number".to_owned()),
        };
        let typed = crate::excerpt(typed, 40);
        Refusal::new(
            "setting_unread",
            format!("{}: {typed} bukan {id}.", self.label.0),
            format!("{}: {typed} is not {en}.", self.label.1),
        )
        .with("field", self.key)
    }

    /// The value as it is kept, or why it isn't. `was`: what isn't changed isn't asked again.
    fn kept(&self, value: Value, was: &Value) -> Result<Value, Refusal> {
        let field = |refusal: Refusal| refusal.with("field", self.key);
        let line = |limit: Limit| limit.line(value.as_str().unwrap_or_default()).map_err(field);
        let bounds = |most: i64| {
            let number = value.as_i64().unwrap_or(-1);
            if (0..=most).contains(&number) { Ok(value.clone()) } else { Err(self.out_of_range(number, most)) }
        };
        match self.kind {
            Kind::Line(limit) => Ok(line(limit)?.into()),
            Kind::Needed(limit, code, (id, en)) => {
                let text = line(limit)?;
                if text.is_empty() { Err(field(Refusal::new(code, id, en))) } else { Ok(text.into()) }
            }
            Kind::Phone => {
                let text = line(Limit::Phone)?;
                if !text.is_empty() && was.as_str() != Some(&text) {
                    crate::phone(&text).map_err(field)?;
                }
                Ok(text.into())
            }
            Kind::Count(most) => bounds(most),
            Kind::Money => bounds(MONEY_MAX),
            Kind::Choice(_) | Kind::Switch | Kind::Day => Ok(value),
        }
    }

    fn out_of_range(&self, number: i64, most: i64) -> Refusal {
        let ((id, en), most) = (self.label, Money(most));
        let refusal =
            Refusal::new("out_of_range", format!("{id}: isi 0 sampai {most}."), format!("{en}: enter 0 to {most}."));
        refusal.with("field", self.key).with("value", number)
    }
}

fn value_of(shop: &Shop, key: &str) -> Value {
    serde_json::to_value(shop).ok().and_then(|mut all| all.get_mut(key).map(Value::take)).unwrap_or_default()
}

/// The shop as it is kept, or why it isn't.
///
/// # Errors
/// `too_long`; `shop_name_missing`; `phone`; `out_of_range`: each at its field.
pub fn checked(new: &Shop, old: &Shop) -> Result<Shop, Refusal> {
    let mut kept = new.clone();
    for setting in &SETTINGS {
        let value = setting.kept(value_of(new, setting.key), &value_of(old, setting.key))?;
        kept = with(&kept, setting, value);
    }
    Ok(kept)
}

/// The shop with another value of a setting; a value of another kind changes nothing.
#[must_use]
pub fn with(shop: &Shop, setting: &Setting, value: Value) -> Shop {
    let mut all = serde_json::to_value(shop).unwrap_or_default();
    if let Some(field) = all.get_mut(setting.key) {
        *field = value;
    }
    serde_json::from_value(all).unwrap_or_else(|_| shop.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Money;
    use crate::sheets::{LabelSize, SlipSize};

    fn shop() -> Shop {
        Shop {
            name: "Toko".into(),
            address: String::new(),
            phone: String::new(),
            zone: crate::Zone::Wib,
            language: crate::Language::Id,
            start_day: None,
            auto_approve: true,
            slip_size: SlipSize::A5,
            label_size: LabelSize::A6,
            unique_codes: true,
            payment_hours: 24,
            ship_hours: 48,
            return_days: 3,
            payout_days: 7,
            cod_days: 14,
            packing_cost: Money(500),
            tax_base: crate::rows::TaxBase::GrossLessReturns,
            tax_free: true,
        }
    }

    #[test]
    fn the_list_is_the_shop_field_by_field() {
        let Ok(Value::Object(fields)) = serde_json::to_value(shop()) else { panic!("a row is an object") };
        let mut listed: Vec<&str> = SETTINGS.iter().map(|setting| setting.key).collect();
        listed.sort_unstable();
        assert_eq!(listed, fields.keys().map(String::as_str).collect::<Vec<_>>());
        for setting in SETTINGS {
            let words = [setting.label, setting.said];
            assert!(words.iter().all(|(id, en)| !id.is_empty() && !en.is_empty()), "{}", setting.key);
            if let Kind::Choice(options) = setting.kind {
                for (key, _) in options {
                    let chosen = with(&shop(), &setting, (*key).into());
                    assert_eq!(setting.stands(&chosen), *key, "each word is one that a row can have");
                }
            }
        }
    }

    #[test]
    fn what_is_typed_comes_back_as_it_stands() {
        for (key, typed, stands, said) in [
            ("name", "Dapur", "Dapur", "Dapur"),
            ("label_size", "roll58", "roll58", "Gulungan 58 mm"),
            ("unique_codes", "off", "tidak", "tidak"),
            ("start_day", "2026-11-22", "2026-11-22", "2026-11-22"),
            ("payment_hours", "0", "0", "0"),
            ("packing_cost", "85rb", "85.000", "85.000"),
        ] {
            let setting = Setting::of(key).unwrap();
            let changed = with(&shop(), setting, setting.read(typed).unwrap());
            assert_eq!((setting.stands(&changed).as_str(), setting.shown(&changed).id.as_str()), (stands, said));
            assert_eq!(checked(&changed, &shop()).unwrap(), changed);
        }
        for (key, typed) in [
            ("zone", "utc"),
            ("unique_codes", "ya"),
            ("start_day", "kemarin"),
            ("ship_hours", "dua"),
            ("packing_cost", "x"),
        ] {
            let refusal = Setting::of(key).unwrap().read(typed).unwrap_err();
            assert_eq!((refusal.code.as_str(), refusal.facts["field"].as_str()), ("setting_unread", key));
        }
    }

    /// Writes the list for the window's form, beside the types (`make types`).
    #[cfg(feature = "types")]
    #[test]
    fn export_bindings_settings() {
        let json = |text: &str| serde_json::to_string(text).unwrap();
        let words = |(id, en): Words| format!("{{ id: {}, en: {} }}", json(id), json(en));
        let mut text =
            String::from("// Written by core's tests (make types). The shop's settings, as core has them.\n");
        text.push_str("export const SETTINGS = [\n");
        for setting in SETTINGS.iter().filter(|setting| setting.part != Part::Hidden) {
            let part = serde_json::to_string(&setting.part).unwrap();
            let kind = match setting.kind {
                Kind::Line(limit) | Kind::Needed(limit, ..) => format!("'line', limit: {}", json(limit.key())),
                Kind::Phone => format!("'phone', limit: {}", json(Limit::Phone.key())),
                Kind::Choice(options) => {
                    let all: Vec<String> = options
                        .iter()
                        .map(|(key, label)| format!("{{ value: {}, label: {} }}", json(key), words(*label)))
                        .collect();
                    format!("'choice', options: [{}]", all.join(", "))
                }
                Kind::Switch => "'switch'".to_owned(),
                Kind::Day => "'day'".to_owned(),
                Kind::Count(most) => format!("'count', most: {most}"),
                Kind::Money => "'money'".to_owned(),
            };
            let (key, label, hint) = (json(setting.key), words(setting.label), words(setting.hint));
            text.push_str(&format!("  {{ key: {key}, part: {part}, kind: {kind}, label: {label}, hint: {hint} }},\n"));
        }
        text.push_str("] as const;\n");
        let folder = std::env::var("TS_RS_EXPORT_DIR").unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join("shopSettings.ts"), text).unwrap();
    }
}
