//! Journal entries: what the books hold beside orders and goods. Which accounts each kind may touch, how equipment loses worth, when
//! something comes again.
//!
//! Invariant: an entry by hand never touches an account whose balance is that of other rows (goods, open orders, buyers' deposits,
//! settlements): these would no longer be what the account says.

use crate::chart::{AccountKind, LINES, Place};
use crate::posting::{Account, Entry, may_be_dated};
use crate::rows::{AccountRow, EquipmentRow, Every, JournalForm, JournalKind, JournalLine};
use crate::{AccountId, Day, Limit, Money, Month, Refusal, TOTAL_MAX};

/// Pairs that an entry has at most.
pub const LINES_MAX: usize = 100;

impl JournalKind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Opening,
        Self::Expense,
        Self::Income,
        Self::Capital,
        Self::Drawing,
        Self::Transfer,
        Self::Equipment,
        Self::Depreciation,
        Self::Difference,
        Self::General,
        Self::Reversal,
    ];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Expense => "expense",
            Self::Income => "income",
            Self::Capital => "capital",
            Self::Drawing => "drawing",
            Self::Transfer => "transfer",
            Self::Equipment => "equipment",
            Self::Depreciation => "depreciation",
            Self::Difference => "difference",
            Self::General => "general",
            Self::Reversal => "reversal",
        }
    }

    /// Its name, in Indonesian and English.
    #[must_use]
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Opening => ("Saldo awal", "Opening balance"),
            Self::Expense => ("Biaya", "Expense"),
            Self::Income => ("Pemasukan lain", "Other income"),
            Self::Capital => ("Modal atau pinjaman masuk", "Capital or loan received"),
            Self::Drawing => ("Prive atau bayar pinjaman", "Drawing or loan paid back"),
            Self::Transfer => ("Pindah uang", "Transfer"),
            Self::Equipment => ("Beli peralatan", "Equipment bought"),
            Self::Depreciation => ("Penyusutan", "Depreciation"),
            Self::Difference => ("Selisih kas", "Cash difference"),
            Self::General => ("Jurnal", "Journal entry"),
            Self::Reversal => ("Pembalikan", "Reversal"),
        }
    }

    /// The kind of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl Every {
    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The word's meaning.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Week, Self::Month, Self::Year].into_iter().find(|every| every.key() == key)
    }

    /// When what was due on `day` is due next. What falls on a day that a month doesn't have falls on its last one, and what was due
    /// on the last stays there.
    #[must_use]
    pub fn next(self, day: Day) -> Day {
        let in_months = |months: i32| {
            let month = Month::of(day);
            let number = if day == month.last() { 31 } else { day.0 % 100 };
            month.plus(months).day(number)
        };
        match self {
            Self::Week => day.plus(7),
            Self::Month => in_months(1),
            Self::Year => in_months(12),
        }
    }
}

impl JournalForm {
    /// An entry of no store, that is neither proposed nor comes again.
    #[must_use]
    pub fn new(kind: JournalKind, day: Day, lines: Vec<JournalLine>, note: impl Into<String>) -> Self {
        let note = note.into();
        Self { kind, day, lines, note, store: None, recurring: None, equipment: None, due: None, again: None }
    }
}

/// Where an account is kept by other rows: nobody posts to it by hand. Answers what to do instead.
#[must_use]
pub fn kept_elsewhere(account: AccountId) -> Option<(&'static str, &'static str)> {
    let is = |named: Account| account == named;
    if is(Account::Inventory) {
        Some((
            "berubah dengan barang: pakai terima barang, opname, atau stok awal",
            "changes with the goods: receive, count or open stock",
        ))
    } else if (1201..=1299).contains(&account.0) && account != AccountId(1230) {
        Some((
            "berubah dengan pesanannya: catat bayaran, klaim, atau pencairannya",
            "changes with its orders: record a payment, a claim or a settlement",
        ))
    } else if is(Account::CustomerDeposits) || is(Account::ShippingPassThrough) {
        Some((
            "berubah dengan pesanannya: catat bayaran, pengembalian, atau tagihan kurirnya",
            "changes with its orders: record a payment, a refund or the courier's bill",
        ))
    } else if account == AccountId(2120) {
        Some(("berubah dengan berkas pencairan", "changes with settlement files"))
    } else {
        None
    }
}

/// Whether an entry of this kind may debit the one account and credit the other.
#[must_use]
pub fn fits(kind: JournalKind, debit: &AccountRow, credit: &AccountRow) -> bool {
    let has_money = |account: &AccountRow| account.id.is_money() || account.id.is_wallet();
    let line = |account: &AccountRow, names: &[&str]| names.contains(&account.line.as_str());
    let pays = |account: &AccountRow| {
        has_money(account) || line(account, &["expenses_payable", "loans"]) || account.id == Account::Capital
    };
    match kind {
        JournalKind::Opening => debit.id == Account::OpeningBalance || credit.id == Account::OpeningBalance,
        JournalKind::Expense => {
            (debit.kind == AccountKind::Expense || line(debit, &["expenses_payable", "tax_payable", "prepaid_tax"]))
                && pays(credit)
        }
        JournalKind::Income => has_money(debit) && (credit.kind == AccountKind::Income || line(credit, &["outside"])),
        JournalKind::Capital => has_money(debit) && line(credit, &["equity", "loans"]),
        JournalKind::Drawing => line(debit, &["equity", "loans"]) && has_money(credit),
        JournalKind::Transfer => has_money(debit) && has_money(credit),
        JournalKind::Equipment => line(debit, &["fixed_assets"]) && pays(credit),
        JournalKind::Depreciation => {
            debit.id == Account::DepreciationExpense && credit.id == Account::AccumulatedDepreciation
        }
        JournalKind::Difference => {
            let one = |one: &AccountRow, other: &AccountRow| one.id == Account::CashDifference && has_money(other);
            one(debit, credit) || one(credit, debit)
        }
        JournalKind::General | JournalKind::Reversal => true,
    }
}

/// The kinds that a person writes, what is written most first.
pub const WRITTEN: [JournalKind; 7] = [
    JournalKind::Expense,
    JournalKind::Transfer,
    JournalKind::Income,
    JournalKind::Capital,
    JournalKind::Drawing,
    JournalKind::Opening,
    JournalKind::General,
];

/// The accounts that an entry of this kind may debit, and those that it may credit.
#[must_use]
pub fn accounts_of(kind: JournalKind, accounts: &[AccountRow]) -> (Vec<AccountId>, Vec<AccountId>) {
    let usable: Vec<&AccountRow> =
        accounts.iter().filter(|account| !account.archived && kept_elsewhere(account.id).is_none()).collect();
    let fits = |debit: &AccountRow, credit: &AccountRow| debit.id != credit.id && fits(kind, debit, credit);
    let debit = usable.iter().filter(|debit| usable.iter().any(|credit| fits(debit, credit)));
    let credit = usable.iter().filter(|credit| usable.iter().any(|debit| fits(debit, credit)));
    (debit.map(|account| account.id).collect(), credit.map(|account| account.id).collect())
}

/// Whether an account grows by what is debited. What is taken off another account's worth doesn't.
#[must_use]
pub fn debits(account: AccountId, kind: AccountKind) -> bool {
    let taken_off = [Account::AccumulatedDepreciation].into_iter().any(|other| account == other);
    let given =
        [Account::Discounts, Account::SalesReturns, Account::Drawings].into_iter().any(|other| account == other);
    given || matches!(kind, AccountKind::Asset | AccountKind::Expense) && !taken_off
}

/// What stands in an entry, checked: its postings on the day when it happened.
///
/// # Errors
/// `journal_empty`, `journal_lines` (too many), `amount`, `journal_same_account`, `account_unknown`, `account_archived`,
/// `account_kept`, `journal_kind`, `day`, `day_ahead`, `before_start`, `journal_note`.
pub fn entries(
    form: &JournalForm,
    accounts: &[AccountRow],
    today: Day,
    start: Option<Day>,
) -> Result<Vec<Entry>, Refusal> {
    may_be_dated(form.day, today, start)?;
    if form.lines.is_empty() {
        return Err(refusal("journal_empty", "Isi dulu jumlahnya.", "Enter the amount first.", "amount"));
    }
    if form.lines.len() > LINES_MAX {
        let (id, en) = (
            format!("Satu bukti paling banyak {LINES_MAX} baris. Bagi jadi beberapa bukti."),
            format!("An entry has {LINES_MAX} lines at most. Split it."),
        );
        return Err(Refusal::new("journal_lines", id, en).with("field", "lines"));
    }
    let needs_note = form.kind == JournalKind::General && Limit::Note.line(&form.note)?.is_empty();
    if needs_note {
        let (id, en) = ("Tulis dulu untuk apa jurnal ini.", "Say what this entry is for.");
        return Err(refusal("journal_note", id, en, "note"));
    }
    form.lines.iter().map(|line| entry(form, line, accounts)).collect()
}

fn entry(form: &JournalForm, line: &JournalLine, accounts: &[AccountRow]) -> Result<Entry, Refusal> {
    if !(1..=TOTAL_MAX).contains(&line.amount.0) {
        let (id, en) = ("Jumlahnya harus di atas nol.", "The amount must be above zero.");
        return Err(refusal("amount", id, en, "amount"));
    }
    if line.debit == line.credit {
        let (id, en) = ("Debit dan kredit harus akun yang berbeda.", "Debit and credit must be different accounts.");
        return Err(refusal("journal_same_account", id, en, "credit"));
    }
    let debit = usable(form, line.debit, accounts, "debit")?;
    let credit = usable(form, line.credit, accounts, "credit")?;
    if !fits(form.kind, debit, credit) {
        let (id, en) = form.kind.name();
        let refused = Refusal::new(
            "journal_kind",
            format!("{id} tidak dibukukan dari {} ke {}. Pilih akun lain, atau jenis Jurnal.", credit.name, debit.name),
            format!(
                "{en} isn't posted from {} to {}. Choose another account, or a journal entry.",
                credit.name, debit.name
            ),
        );
        return Err(refused.with("field", "debit"));
    }
    Ok(Entry { debit: line.debit, credit: line.credit, amount: line.amount, day: form.day })
}

fn usable<'a>(
    form: &JournalForm,
    id: AccountId,
    accounts: &'a [AccountRow],
    field: &str,
) -> Result<&'a AccountRow, Refusal> {
    let Some(account) = accounts.iter().find(|account| account.id == id) else {
        let (say, en) = (format!("Akun {id} tidak ada di bagan akun."), format!("There is no account {id}."));
        return Err(Refusal::new("account_unknown", say, en).with("field", field));
    };
    let name = &account.name;
    if account.archived && form.kind != JournalKind::Reversal {
        let (id, en) =
            (format!("{name} sudah diarsipkan. Pilih akun lain."), format!("{name} is archived. Choose another."));
        return Err(Refusal::new("account_archived", id, en).with("field", field));
    }
    if let Some((why, why_en)) = kept_elsewhere(id) {
        let (id, en) = (format!("{name} {why}, bukan dengan jurnal."), format!("{name} {why_en}, not by an entry."));
        return Err(Refusal::new("account_kept", id, en).with("field", field));
    }
    Ok(account)
}

fn refusal(code: &str, id: &str, en: &str, field: &str) -> Refusal {
    Refusal::new(code, id, en).with("field", field)
}

/// What equipment loses in its `nth` month of use, from 1: straight line, to the rupiah (SAK EMKM 11.11: over its useful life, the
/// same each month).
#[must_use]
pub fn depreciation(equipment: &EquipmentRow, nth: i64) -> Money {
    let worth = i128::from((equipment.cost - equipment.residual).0.max(0));
    let (months, nth) = (i128::from(equipment.months.max(1)), i128::from(nth));
    let until = |n: i128| worth * n.clamp(0, months) / months;
    Money(i64::try_from(until(nth) - until(nth - 1)).unwrap_or_default())
}

/// The months for which equipment has lost worth by the end of `until`, each with what it lost then. It begins with the month in
/// which it was bought.
pub fn depreciations(equipment: &EquipmentRow, until: Month) -> impl Iterator<Item = (Month, Money)> + '_ {
    let first = Month::of(equipment.bought);
    let last = i64::from(first.months_to(until)) + 1;
    (1..=last.min(equipment.months)).filter_map(move |nth| {
        let month = first.plus(i32::try_from(nth - 1).ok()?);
        Some((month, depreciation(equipment, nth))).filter(|(_, amount)| amount.0 > 0)
    })
}

/// The place for further accounts of a kind in a line.
#[must_use]
pub fn place(line: &str, kind: AccountKind) -> Option<&'static Place> {
    LINES.iter().find(|place| place.line == line && place.kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EquipmentId;
    use crate::chart::CHART;
    use proptest::prelude::*;

    fn chart() -> Vec<AccountRow> {
        let row = |account: &crate::chart::Charted| AccountRow {
            id: account.id,
            name: account.name.to_owned(),
            kind: account.kind,
            line: account.line.to_owned(),
            archived: account.id == AccountId(6160),
            balance: Money::ZERO,
            by_hand: true,
            debits: true,
        };
        CHART.iter().map(row).collect()
    }

    fn form(kind: JournalKind, debit: i64, credit: i64, amount: i64) -> JournalForm {
        let line = JournalLine { debit: AccountId(debit), credit: AccountId(credit), amount: Money(amount) };
        JournalForm::new(kind, Day(20_261_120), vec![line], "")
    }

    fn said(form: &JournalForm) -> String {
        let (today, start) = (Day(20_261_128), Some(Day(20_261_101)));
        entries(form, &chart(), today, start).err().map(|refusal| refusal.code).unwrap_or_default()
    }

    #[test]
    fn each_kind_has_its_accounts_and_a_reason_for_what_it_refuses() {
        use JournalKind::{Capital, Drawing, Equipment, Expense, General, Income, Opening, Transfer};
        for (kind, debit, credit, amount, code) in [
            (Expense, 6140, 1101, 50_000, ""),
            (Expense, 6170, 2140, 50_000, ""),
            (Expense, 2140, 1102, 50_000, ""),
            (Expense, 6140, 3101, 50_000, ""),
            (Expense, 6140, 4101, 50_000, "journal_kind"),
            (Expense, 6160, 1101, 50_000, "account_archived"),
            (Expense, 6140, 1101, 0, "amount"),
            (Expense, 6140, 1101, -5, "amount"),
            (Expense, 6140, 9999, 5, "account_unknown"),
            (Income, 1102, 4202, 10_000, ""),
            (Income, 1102, 7106, 10_000, ""),
            (Capital, 1102, 3101, 10_000, ""),
            (Capital, 1102, 2150, 10_000, ""),
            (Drawing, 3103, 1101, 10_000, ""),
            (Transfer, 1101, 1102, 10_000, ""),
            (Transfer, 1101, 6140, 10_000, "journal_kind"),
            (Transfer, 1101, 1101, 10_000, "journal_same_account"),
            (Equipment, 1501, 1102, 10_000, ""),
            (Opening, 1101, 3102, 10_000, ""),
            (Opening, 1101, 3101, 10_000, "journal_kind"),
            (General, 6190, 6140, 10_000, "journal_note"),
            (Expense, 1301, 1101, 10_000, "account_kept"),
            (General, 1210, 1101, 10_000, "journal_note"),
        ] {
            assert_eq!(said(&form(kind, debit, credit, amount)), code, "{kind:?} {debit} {credit} {amount}");
        }
        for kept in [1301, 1201, 1210, 1220, 2110, 2111, 2120] {
            let noted = JournalForm { note: "Betulkan".into(), ..form(General, kept, 6190, 1) };
            assert_eq!(said(&noted), if kept == 1201 { "account_unknown" } else { "account_kept" }, "{kept}");
        }
        assert_eq!(said(&JournalForm { note: "Betulkan".into(), ..form(General, 1230, 6190, 1) }), "");
    }

    #[test]
    fn what_a_kind_offers_is_what_it_takes() {
        for kind in WRITTEN {
            let (debit, credit) = accounts_of(kind, &chart());
            assert!(!debit.is_empty() && !credit.is_empty(), "{kind:?}");
            assert!(!debit.contains(&AccountId(1301)) && !credit.contains(&AccountId(6160)), "{kind:?}");
        }
        let (debit, credit) = accounts_of(JournalKind::Transfer, &chart());
        assert_eq!((debit, credit), (vec![AccountId(1101), AccountId(1102)], vec![AccountId(1101), AccountId(1102)]));
    }

    #[test]
    fn a_day_ahead_before_the_start_or_in_no_calendar_is_refused() {
        let on = |day: i32| said(&JournalForm { day: Day(day), ..form(JournalKind::Expense, 6140, 1101, 1) });
        let found = [20_261_128, 20_261_129, 20_261_031, 20_261_131, 20_261_101].map(on);
        assert_eq!(found, ["", "day_ahead", "before_start", "day", ""]);
    }

    #[test]
    fn what_comes_again_keeps_its_day_of_the_month() {
        let days = |every: Every, first: i32| {
            let mut day = Day(first);
            std::iter::repeat_with(|| {
                day = every.next(day);
                day.0
            })
            .take(3)
            .collect::<Vec<_>>()
        };
        assert_eq!(days(Every::Month, 20_260_131), [20_260_228, 20_260_331, 20_260_430], "the last stays the last");
        assert_eq!(days(Every::Month, 20_260_105), [20_260_205, 20_260_305, 20_260_405]);
        assert_eq!(days(Every::Week, 20_261_228), [20_270_104, 20_270_111, 20_270_118]);
        assert_eq!(days(Every::Year, 20_240_229), [20_250_228, 20_260_228, 20_270_228]);
    }

    proptest! {
        #[test]
        fn equipment_loses_what_it_cost_and_no_more(cost in 1i64..2_000_000_000, share in 0i64..100, months in 1i64..240) {
            let residual = Money(cost / 100 * share);
            let equipment = EquipmentRow {
                id: EquipmentId(1), name: String::new(), bought: Day(20_260_115), cost: Money(cost), residual, months,
                written_off: Money::ZERO, archived: false,
            };
            let lost: Money = (1..=months + 5).map(|nth| depreciation(&equipment, nth)).sum();
            prop_assert_eq!(lost, Money(cost) - residual);
            let of: Vec<(Month, Money)> = depreciations(&equipment, Month(209_912)).collect();
            prop_assert_eq!(of.iter().map(|(_, amount)| *amount).sum::<Money>(), lost);
            prop_assert!(of.windows(2).all(|two| two[0].0 < two[1].0));
            prop_assert!(depreciations(&equipment, Month(202_512)).next().is_none());
        }
    }
}
