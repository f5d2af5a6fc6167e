//! What a marketplace should take of an order: dated rules of fees, what they come to, and how what was paid differs from it.
//!
//! Rules are estimates and checks: what is booked is what a file says. Source: the design's section on expected and paid.

use serde::{Deserialize, Serialize};

use crate::settlement::{FEE_PARTS, Part, Parts};
use crate::{Channel, Day, MONEY_MAX, Money, Refusal, Sentence, StoreId, match_key, typed_money};

/// Parts in a million.
const WHOLE: i128 = 1_000_000;

/// What a fee is reckoned of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Base {
    /// Goods less the shop's discounts and vouchers.
    Net,
    /// Goods at their price.
    Gross,
    /// The order as such.
    Order,
}

impl Base {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Net, Self::Gross, Self::Order];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
            Self::Order => "order",
        }
    }

    /// That of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

/// Which orders a fee is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Condition {
    /// All of them.
    All,
    /// Those paid on delivery.
    Cod,
}

impl Condition {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::All, Self::Cod];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Cod => "cod",
        }
    }

    /// That of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

/// A dated rule of a fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct FeeRule {
    /// Key; zero for a new one.
    pub id: i64,
    /// The marketplace.
    pub channel: Channel,
    /// Only of this store; none for all there.
    pub store: Option<StoreId>,
    /// What is taken.
    pub part: Part,
    /// The category of goods; empty for all that have no rule of their own.
    pub category: String,
    /// Of which orders.
    pub condition: Condition,
    /// The first day: that of the payment counts.
    pub from: Day,
    /// The last day; none while it goes on.
    pub to: Option<Day>,
    /// What it is reckoned of.
    pub base: Base,
    /// Parts in a million of the base.
    pub ppm: i64,
    /// A fixed sum an order.
    pub fixed: Money,
    /// The most that is taken an order; none without a limit.
    pub cap: Option<Money>,
    /// How many of a store's first orders are free.
    pub free_first: i64,
    /// Whether it is taken even of what comes back.
    pub kept_on_return: bool,
}

/// What is expected to be taken of an order for one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedFee {
    /// What for.
    pub part: Part,
    /// How much, above zero.
    pub amount: Money,
    /// Whether it is taken even of what comes back.
    pub kept: bool,
}

/// What is expected to be taken of an order, as its rules were when it left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedFees(pub Vec<ExpectedFee>);

impl ExpectedFees {
    /// By part, where so much of the goods is claimed back: their share of it isn't taken, but what is kept.
    #[must_use]
    pub fn less(&self, goods: Money, claims: Money) -> Parts {
        let mut parts = Parts::default();
        for fee in &self.0 {
            let left =
                if fee.kept || goods <= Money::ZERO { fee.amount } else { share(fee.amount, goods - claims, goods) };
            parts[fee.part.at()] += left;
        }
        parts
    }
}

/// So much of an amount, half a rupiah up; nothing below zero.
fn share(amount: Money, part: Money, whole: Money) -> Money {
    let (part, whole) = (i128::from(part.0.max(0)), i128::from(whole.0));
    Money(i64::try_from((i128::from(amount.0) * part + whole / 2) / whole).unwrap_or_default())
}

/// Goods of an order, as a fee sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goods {
    /// Their category at the marketplace; empty where none is known.
    pub category: String,
    /// At their price.
    pub gross: Money,
    /// Less the shop's discounts and vouchers.
    pub net: Money,
}

/// An order, as a fee sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The marketplace.
    pub channel: Channel,
    /// The store.
    pub store: StoreId,
    /// The day of the payment.
    pub day: Day,
    /// Whether it is paid on delivery.
    pub cod: bool,
    /// How many orders of the store came before it.
    pub earlier: i64,
    /// Its goods.
    pub goods: Vec<Goods>,
}

impl FeeRule {
    /// Whether both are of one fee: only one of them holds on a day.
    #[must_use]
    pub fn is_same_fee(&self, other: &Self) -> bool {
        self.channel == other.channel
            && self.store == other.store
            && self.part == other.part
            && self.condition == other.condition
            && match_key(&self.category) == match_key(&other.category)
    }

    /// Whether it is of this order, its category apart.
    fn is_of(&self, basis: &Basis) -> bool {
        self.channel == basis.channel
            && self.store.is_none_or(|store| store == basis.store)
            && (self.condition == Condition::All || basis.cod)
            && self.from <= basis.day
            && self.to.is_none_or(|to| basis.day <= to)
            && basis.earlier >= self.free_first
    }

    /// How closely it is meant: a store's own before the marketplace's, a category's before all.
    fn closeness(&self) -> (bool, bool) {
        (self.store.is_some(), !self.category.is_empty())
    }

    /// What it takes of goods at their price, which are `net` less the shop's discounts.
    #[must_use]
    pub fn on(&self, gross: Money, net: Money) -> Money {
        self.takes(match self.base {
            Base::Net => net,
            Base::Gross => gross,
            Base::Order => Money::ZERO,
        })
    }

    /// What it takes of this much, half a rupiah up.
    fn takes(&self, of: Money) -> Money {
        let share = (i128::from(of.0) * i128::from(self.ppm) + WHOLE / 2).div_euclid(WHOLE);
        let share = Money(i64::try_from(share).unwrap_or_default()) + self.fixed;
        self.cap.map_or(share, |cap| share.min(cap))
    }
}

/// What the rules take of an order.
#[must_use]
pub fn expected(rules: &[FeeRule], basis: &Basis) -> ExpectedFees {
    let of_order: Vec<&FeeRule> = rules.iter().filter(|rule| rule.is_of(basis)).collect();
    let mut fees = Vec::new();
    for part in FEE_PARTS {
        let mut taken: Vec<(&FeeRule, Money)> = Vec::new();
        for goods in &basis.goods {
            let fits = |rule: &&&FeeRule| {
                rule.part == part
                    && (rule.category.is_empty() || match_key(&rule.category) == match_key(&goods.category))
            };
            let Some(rule) = of_order.iter().filter(fits).max_by_key(|rule| rule.closeness()) else { continue };
            let of = match rule.base {
                Base::Net => goods.net,
                Base::Gross => goods.gross,
                Base::Order => Money::ZERO,
            };
            match taken.iter_mut().find(|(known, _)| std::ptr::eq(*known, *rule)) {
                Some((_, sum)) => *sum += of,
                None => taken.push((rule, of)),
            }
        }
        for kept in [false, true] {
            let of = taken.iter().filter(|(rule, _)| rule.kept_on_return == kept);
            let amount: Money = of.map(|(rule, of)| rule.takes(*of)).sum();
            if amount > Money::ZERO {
                fees.push(ExpectedFee { part, amount, kept });
            }
        }
    }
    ExpectedFees(fees)
}

/// A rate for people: `9%`, `6,5%`.
#[must_use]
pub fn percent(ppm: i64) -> Sentence {
    let (whole, rest) = (ppm.abs() / 10_000, ppm.abs() % 10_000);
    let rest = format!("{rest:04}");
    let (sign, rest) = (if ppm < 0 { "\u{2212}" } else { "" }, rest.trim_end_matches('0'));
    let said = |point: &str| match rest {
        "" => format!("{sign}{whole}%"),
        rest => format!("{sign}{whole}{point}{rest}%"),
    };
    Sentence::new(said(","), said("."))
}

/// A rate and a sum for people: `9%`, `Rp 1.250`, both.
#[must_use]
pub fn rate(ppm: i64, fixed: Money) -> Sentence {
    let share = percent(ppm);
    match (ppm, fixed) {
        (_, Money::ZERO) => share,
        (0, fixed) => Sentence::new(format!("Rp {fixed}"), format!("Rp {fixed}")),
        (_, fixed) => Sentence::new(format!("{} + Rp {fixed}", share.id), format!("{} + Rp {fixed}", share.en)),
    }
}

/// A rate as people type it: `8%`, `6,5%`, `1250`, `2%+1000`: parts in a million, and a sum an order. None where it is neither.
#[must_use]
pub fn typed_rate(text: &str) -> Option<(i64, Money)> {
    let (mut ppm, mut fixed) = (0, Money::ZERO);
    for part in text.split('+').map(str::trim) {
        match part.strip_suffix('%') {
            Some(share) => ppm = typed_share(share.trim())?,
            None => fixed = typed_money(part).ok()?,
        }
    }
    Some((ppm, fixed))
}

impl FeeRule {
    /// This rule with a rate as a person typed it.
    ///
    /// # Errors
    /// `fee_typed`, at the field `rate`.
    pub fn rated(self, text: &str) -> Result<Self, Refusal> {
        let Some((ppm, fixed)) = typed_rate(text) else {
            let (id, en) = (
                "Tulis tarifnya seperti 8%, 6,5%, 1250 atau 2%+1000.",
                "Enter the rate like 8%, 6,5%, 1250 or 2%+1000.",
            );
            return Err(Refusal::new("fee_typed", id, en).with("field", "rate"));
        };
        let base = match (ppm, self.base) {
            (0, _) => Base::Order,
            (_, Base::Order) => Base::Net,
            (_, base) => base,
        };
        Ok(Self { ppm, fixed, base, ..self })
    }
}

fn typed_share(text: &str) -> Option<i64> {
    let (whole, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || rest.len() > 4 || !digits(whole) || !digits(rest) {
        return None;
    }
    let ppm = whole.parse::<i64>().ok()? * 10_000 + format!("{rest:0<4}").parse::<i64>().ok()?;
    (ppm <= 1_000_000).then_some(ppm)
}

/// Refuses rules of one fee that overlap, leave days out between them, or can't be.
///
/// # Errors
/// `fee_overlap`, `fee_gap`, `fee_rate`, `fee_days`.
pub fn checked(rules: &[FeeRule]) -> Result<(), Refusal> {
    let mut sorted: Vec<&FeeRule> = rules.iter().collect();
    let key = |rule: &FeeRule| (rule.channel.key(), rule.store, rule.part, match_key(&rule.category), rule.condition);
    sorted.sort_by_key(|rule| (key(rule), rule.from));
    for rule in &sorted {
        if !FEE_PARTS.contains(&rule.part) {
            let (id, en) = ("Tarif hanya untuk biaya marketplace.", "Only a marketplace's fees have a rate.");
            return Err(Refusal::new("fee_part", id, en).with("field", "part"));
        }
        let may = (0..=1_000_000).contains(&rule.ppm)
            && (0..=MONEY_MAX).contains(&rule.fixed.0)
            && rule.cap.is_none_or(|cap| cap.0 >= 0)
            && rule.free_first >= 0;
        if !may {
            let (id, en) =
                ("Tarif antara 0 dan 100%, tanpa angka minus.", "A rate is between 0 and 100%, none is negative.");
            return Err(Refusal::new("fee_rate", id, en));
        }
        if rule.from.date().is_none() || rule.to.is_some_and(|to| to.date().is_none() || to < rule.from) {
            let (id, en) = ("Tanggal tarif tidak cocok.", "The days of a rate don't fit.");
            return Err(Refusal::new("fee_days", id, en));
        }
    }
    for two in sorted.windows(2).filter(|two| key(two[0]) == key(two[1])) {
        let (before, after) = (two[0], two[1]);
        let (first, next) = (before.to, after.from);
        let days = |code: &str, id: &str, en: &str| {
            let (from, next) = (before.from.typed(), next.typed());
            Refusal::new(
                code,
                format!("Tarif mulai {from} dan {next} {id}."),
                format!("The rates from {from} and {next} {en}."),
            )
        };
        match first {
            Some(to) if to.plus(1) == next => {}
            Some(to) if to < next => {
                return Err(days("fee_gap", "menyisakan hari tanpa tarif", "leave days without one"));
            }
            _ => return Err(days("fee_overlap", "bertumpuk", "overlap")),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::differences::{Compared, Differences};
    use crate::settlement::Parts;

    fn rule(part: Part, ppm: i64, fixed: i64, from: i32, to: Option<i32>) -> FeeRule {
        FeeRule {
            id: 0,
            channel: Channel::Shopee,
            store: None,
            part,
            category: String::new(),
            condition: Condition::All,
            from: Day(from),
            to: to.map(Day),
            base: if fixed > 0 { Base::Order } else { Base::Net },
            ppm,
            fixed: Money(fixed),
            cap: None,
            free_first: 0,
            kept_on_return: fixed > 0,
        }
    }

    fn of(amounts: &[(Part, i64)]) -> Parts {
        let mut parts = [Money::ZERO; Part::ALL.len()];
        amounts.iter().for_each(|(part, amount)| parts[part.at()] = Money(*amount));
        parts
    }

    fn order(goods: &[(&str, i64, i64)]) -> Basis {
        let goods = goods.iter().map(|(category, gross, net)| Goods {
            category: (*category).to_owned(),
            gross: Money(*gross),
            net: Money(*net),
        });
        Basis {
            channel: Channel::Shopee,
            store: StoreId(1),
            day: Day(20_261_118),
            cod: false,
            earlier: 60,
            goods: goods.collect(),
        }
    }

    /// Order P of the design's examples: 2 x 50,000 less 15,000; 8%, 4% and 1,250 are taken, 73,550 remain.
    #[test]
    fn the_examples_order_is_expected_to_the_rupiah() {
        let rules = [
            rule(Part::Commission, 80_000, 0, 20_240_901, None),
            rule(Part::Program, 40_000, 0, 20_240_901, None),
            rule(Part::Processing, 0, 1_250, 20_250_720, None),
        ];
        let fees = expected(&rules, &order(&[("", 100_000, 85_000)]));
        let parts = fees.less(Money(85_000), Money::ZERO);
        let taken = [(Part::Commission, 6_800), (Part::Program, 3_400), (Part::Processing, 1_250)];
        assert_eq!(parts, of(&taken));
        let compared = |net: i64, paid: &Parts| {
            let whole = Compared { goods: Money(85_000), claims: Money::ZERO, expected: &parts, paid, net: Money(net) };
            assert_eq!(whole.should(), Money(73_550));
            whole.differences()
        };
        let paid = |commission: i64, tax: i64| {
            let taken = [(Part::Commission, -commission), (Part::Program, -3_400), (Part::Processing, -1_250)];
            let (mut parts, whole) = (of(&taken), of(&[(Part::Principal, 85_000), (Part::Tax, -tax)]));
            parts.iter_mut().zip(whole).for_each(|(part, more)| *part += more);
            parts
        };
        let half = fees.less(Money(85_000), Money(42_500));
        assert_eq!(
            half,
            of(&[(Part::Commission, 3_400), (Part::Program, 1_700), (Part::Processing, 1_250)]),
            "5: half back"
        );
        assert_eq!(compared(73_550, &paid(6_800, 0)), Differences::default(), "1: as expected");
        assert_eq!(compared(72_700, &paid(7_650, 0)).fees, Money(-850), "2: 9% instead of 8%");
        assert_eq!(compared(73_125, &paid(6_800, 425)).tax, Money(-425), "13: PPh 22");
        assert_eq!(compared(73_000, &paid(6_800, 0)).unexplained, Money(-550), "15: no column explains it");
    }

    #[test]
    fn the_closest_rule_of_the_day_is_taken() {
        let fashion = FeeRule { category: "Fashion".into(), ..rule(Part::Commission, 90_000, 0, 20_240_901, None) };
        let own = FeeRule { store: Some(StoreId(1)), ..rule(Part::Commission, 50_000, 0, 20_240_901, None) };
        let old = rule(Part::Commission, 10_000, 0, 20_230_101, Some(20_240_831));
        let now = rule(Part::Commission, 80_000, 0, 20_240_901, None);
        let cod = FeeRule { condition: Condition::Cod, ..rule(Part::Payment, 20_000, 0, 20_240_901, None) };
        let goods = order(&[("Fashion", 100_000, 100_000), ("Dapur", 10_000, 10_000)]);
        let taken =
            |rules: &[FeeRule], basis: &Basis| expected(rules, basis).0.iter().map(|fee| fee.amount.0).sum::<i64>();
        assert_eq!(taken(&[old.clone(), now.clone(), fashion.clone()], &goods), 9_000 + 800);
        assert_eq!(taken(&[now.clone(), fashion, own], &goods), 5_500, "the store's own before all");
        assert_eq!(taken(&[old, now.clone()], &Basis { day: Day(20_240_831), ..goods.clone() }), 1_100);
        assert_eq!(taken(std::slice::from_ref(&cod), &goods), 0);
        assert_eq!(taken(&[cod], &Basis { cod: true, ..goods.clone() }), 2_200);
        let capped = FeeRule { cap: Some(Money(5_000)), ..now.clone() };
        assert_eq!(taken(&[capped], &goods), 5_000);
        let first = FeeRule { free_first: 50, ..now };
        assert_eq!(taken(std::slice::from_ref(&first), &Basis { earlier: 49, ..goods.clone() }), 0);
        assert_eq!(taken(&[first], &Basis { earlier: 50, ..goods }), 8_800);
    }

    #[test]
    fn rates_that_overlap_or_leave_days_out_are_refused() {
        let code = |rules: &[FeeRule]| checked(rules).err().map(|refusal| refusal.code).unwrap_or_default();
        let a = rule(Part::Commission, 80_000, 0, 20_240_901, Some(20_251_231));
        let next = |from: i32| rule(Part::Commission, 90_000, 0, from, None);
        assert_eq!(code(&[next(20_260_101), a.clone()]), "");
        assert_eq!(code(&[a.clone(), next(20_260_102)]), "fee_gap");
        assert_eq!(code(&[a.clone(), next(20_251_231)]), "fee_overlap");
        assert_eq!(code(&[next(20_240_901), next(20_260_101)]), "fee_overlap", "the first has no end");
        assert_eq!(code(&[a.clone(), FeeRule { category: "Dapur".into(), ..next(20_250_101) }]), "", "another fee");
        assert_eq!(code(&[FeeRule { ppm: 1_000_001, ..a.clone() }]), "fee_rate");
        assert_eq!(code(&[FeeRule { ppm: -1, ..a.clone() }]), "fee_rate");
        assert_eq!(code(&[FeeRule { to: Some(Day(20_240_831)), ..a }]), "fee_days");
    }

    #[test]
    fn rates_are_typed_and_said_alike() {
        let read = |text: &str| typed_rate(text).map(|(ppm, fixed)| (ppm, fixed.0));
        let typed = ["8%", "6,5%", "6.25 %", "1250", "2%+1.000", "100%"].map(read);
        let wanted = [(80_000, 0), (65_000, 0), (62_500, 0), (0, 1_250), (20_000, 1_000), (1_000_000, 0)];
        assert_eq!(typed, wanted.map(Some));
        assert_eq!(["101%", "", "-1%", "8%%", "0,00001%"].map(read), [None; 5]);
        assert_eq!(rate(65_000, Money::ZERO).id, "6,5%");
        assert_eq!(rate(80_000, Money(1_000)).en, "8% + Rp 1.000");
    }
}
