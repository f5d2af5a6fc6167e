//! A book in which everything was used, and copies of it that a tool has changed.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use runut_actions::{
    ActionError, Walk, add_cost, apply_records, as_received, close_day, create_wave, enter_bill, pay_advance,
    pay_bills, post_entry, read_records, receive, save, save_account, save_courier, save_customer, save_filter,
    save_goals, save_hours, save_own_kpi, save_person, save_purchase, save_record, save_shop, save_store,
    save_supplier, save_task, save_template, save_text, send_back, set_photo, settlements, template_named,
    withdraw_record,
};
use runut_core::activity::{Activity, FeeAct, ReportAct};
use runut_core::findings::{Part as Quotient, Period, Span};
use runut_core::kpi::{Better, Want};
use runut_core::rows::{
    Address, AdvanceForm, BillForm, BillPart, BillPayment, BilledLine, BuyerTextKey, Cadence, ClosedDay, ColumnMap,
    CostSplit, CourierRow, CustomerForm, Division, ExtraCost, FilterRow, GoalsForm, JournalForm, JournalKind,
    JournalLine, KpiBy, LateCost, MoneyAccount, OwnKpiForm, Person, PurchaseForm, PurchaseLineForm, Receipt,
    ReceiptLine, RecordForm, RecordImport, SendBackForm, SendBackLine, StoreRow, SupplierRow, TargetForm, TaskRow,
    TemplateRow, TypedValue, WeekdayHours,
};
use runut_core::settlement::Part;
use runut_core::{
    AccountId, Channel, CourierId, Day, FilterId, Instant, Money, OrderId, PersonId, ProductId, PurchaseId, RecordId,
    Sentence, StoreId, SupplierId, TaskId, TemplateId, VariantId,
};
use runut_store::{Book, Context, FeeAnswer, KeptFinding, KeptReport, StoreError, audit, reports};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::ledger;
use crate::photos::RED;
use crate::shop::{HOUR, MORNING};

/// Steps of the walk that fills the book.
const STEPS: u32 = 220;

/// A book in which everything was used: a walk's orders, payments, counts, and all that can be set.
pub struct Full {
    _folder: TempDir,
    bytes: Vec<u8>,
    anchors: Vec<u8>,
}

impl Full {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("buku.runut");
        let book = Book::open(&path).unwrap();
        let mut walk = Walk::begin(&book, 11, MORNING).unwrap();
        for _ in 0..STEPS {
            walk.step(&book).unwrap();
        }
        set_everything(&book);
        assert_eq!(audit::check(&book).unwrap(), []);
        book.anchor().unwrap();
        drop(book);
        let anchors = fs::read(folder.path().join("buku.runut.jangkar")).unwrap();
        Self { bytes: fs::read(&path).unwrap(), anchors, _folder: folder }
    }

    /// A copy of it, changed from outside: by a tool that asks neither for rows that are named nor, if told so, for what a
    /// table demands.
    pub fn changed(&self, change: impl FnOnce(&Connection)) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("buku.runut");
        fs::write(&path, &self.bytes).unwrap();
        fs::write(folder.path().join("buku.runut.jangkar"), &self.anchors).unwrap();
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = OFF").unwrap();
        change(&conn);
        drop(conn);
        (folder, path)
    }
}

fn set_everything(book: &Book) {
    let mut at = MORNING.0 + 400 * 24 * HOUR;
    let mut ctx = |_: &str| -> Context {
        at += 60_000;
        book.context(None, Instant(at), &format!("set{at}")).unwrap()
    };
    let shop = book.read(|reader| reader.shop()).unwrap().unwrap();
    let change = runut_core::rows::Shop {
        name: "Dapur Ibu".into(),
        address: "Jl. Melati 4, Bogor".into(),
        phone: "0812 3456 7890".into(),
        payment_hours: 12,
        ship_hours: 36,
        return_days: 5,
        payout_days: 7,
        cod_days: 14,
        packing_cost: Money::ZERO,
        tax_base: runut_core::rows::TaxBase::Net,
        tax_free: false,
        ..shop
    };
    save_shop(book, &ctx("shop"), &change).unwrap();
    let accounts = book.read(|reader| reader.money_accounts()).unwrap();
    let bank = MoneyAccount { number: "8210 441 902".into(), holder: "Ratna".into(), ..accounts[0].clone() };
    save_account(book, &ctx("bank"), &bank).unwrap();
    let wallet = MoneyAccount { id: AccountId(0), name: "Dompet".into(), balance: Money::ZERO, ..bank };
    save_account(book, &ctx("wallet"), &wallet).unwrap();
    let stores = book.read(|reader| reader.stores()).unwrap();
    let grosir = StoreRow { id: StoreId(0), name: "Shopee Grosir".into(), wallet: AccountId(0), ..stores[0].clone() };
    save_store(book, &ctx("store"), &grosir).unwrap();
    save_store(book, &ctx("store"), &StoreRow { name: "Lazada Ibu".into(), ..stores[3].clone() }).unwrap();
    let courier =
        CourierRow { id: CourierId(0), name: "Kilat".into(), own_delivery: false, pickup: Some(900), archived: false };
    save_courier(book, &ctx("courier"), &courier).unwrap();
    let person = Person {
        id: PersonId(0),
        name: "Wulan".into(),
        owner: false,
        divisions: vec![Division::Cs, Division::Warehouse],
        archived: false,
    };
    let wulan = save_person(book, &ctx("person"), &person).unwrap().value;
    let bagas = save_person(book, &ctx("person"), &Person { name: "Bagas".into(), ..person }).unwrap().value;
    save_person(book, &ctx("person"), &Person { archived: true, ..bagas }).unwrap();
    for (weekday, closes) in [(1, 1_020), (6, 780)] {
        save_hours(
            book,
            &ctx(&format!("hours {weekday}")),
            &WeekdayHours { weekday, opens: Some(480), closes: Some(closes) },
        )
        .unwrap();
    }
    for (day, note) in [(20_261_225, "Natal"), (20_270_101, "Tahun baru")] {
        close_day(book, &ctx(note), &ClosedDay { day: Day(day), note: note.into() }).unwrap();
    }
    save_text(book, &ctx("text"), BuyerTextKey::ALL[0], "Halo, terima kasih sudah memesan.").unwrap();
    let task = TaskRow {
        id: TaskId(0),
        text: "Beli lakban".into(),
        person: Some(wulan.id),
        person_name: String::new(),
        due: Some(Day(20_280_105)),
        done: false,
    };
    let task = save_task(book, &ctx("task"), &task).unwrap().value;
    save_task(book, &ctx("task"), &TaskRow { done: true, ..task.clone() }).unwrap();
    save_task(book, &ctx("task"), &TaskRow { id: TaskId(0), text: "Foto produk".into(), done: false, ..task }).unwrap();
    filters(book, &ctx("filter")).unwrap();
    goals(book, &ctx("goals")).unwrap();
    own_figure(book, &ctx("own figure")).unwrap();
    reported(book, &ctx("report")).unwrap();
    create_wave(book, &ctx("wave"), &[]).unwrap();
    set_photo(book, &ctx("photo"), &[VariantId(1)], Some(RED)).unwrap();
    let mut goods = book.read(|reader| reader.product_form(ProductId(1))).unwrap();
    goods.variants[0].price = Money(17_500);
    save(book, &ctx("goods"), &goods).unwrap();
    let form = CustomerForm {
        id: None,
        name: "Bu Ani".into(),
        note: "Antar ke belakang".into(),
        phones: vec!["0813 1111 2222".into()],
        addresses: vec![Address { address: "Jl. Mawar 9".into(), city: "KOTA BOGOR".into(), ..Address::default() }],
    };
    save_customer(book, &ctx("customer"), &form).unwrap();
    let (_, shopee) = book.read(|reader| reader.newest_order(Channel::Shopee)).unwrap().unwrap();
    let number = book.read(|reader| reports::order_detail(reader, shopee, MORNING)).unwrap().row.external_id;
    let text = format!(
        "No. Pesanan,Tanggal Dana Dilepaskan,Harga Asli Produk,Biaya Administrasi,Biaya Kejutan,Total Penghasilan\n\
         {number},2026-11-24,50000,-4000,-500,45500\nTAK1KENAL,2026-11-24,20000,-900,0,19100\n"
    );
    let mut payout = settlements::read(book, "penghasilan.csv", text.as_bytes()).unwrap();
    payout.store = Some(stores[0].id);
    settlements::apply(book, &ctx("settle"), &payout, &mut |_| ControlFlow::Continue(())).unwrap();
    let line = JournalLine { debit: AccountId(1101), credit: stores[0].wallet, amount: Money(9_000) };
    let drawn = JournalForm::new(JournalKind::Transfer, Day(20_261_125), vec![line], "tarik");
    post_entry(book, &ctx("drawn"), &drawn, None).unwrap();
    let text = "Tanggal Transaksi,Tipe Transaksi,Deskripsi,No. Pesanan,Jumlah,Saldo Akhir\n\
        2026-11-25 10:00:00,Penarikan Dana,Penarikan,-,-9000,1000\n\
        2026-11-24 12:00:00,Penarikan Dana,Penarikan,-,-9100,10000\n\
        2026-11-24 11:00:00,Penghasilan dari Pesanan,Penghasilan,TAK1KENAL,19100,19100\n";
    let mut moved = settlements::read(book, "saldo.csv", text.as_bytes()).unwrap();
    moved.store = Some(stores[0].id);
    settlements::apply(book, &ctx("saldo"), &moved, &mut |_| ControlFlow::Continue(())).unwrap();
    settlements::say_word(book, &ctx("word"), Channel::Lazada, "Biaya Lain", Part::Program).unwrap();
    // An answer to a tariff needs five orders that show it; here it is only read.
    let answer = FeeAnswer {
        channel: Channel::Shopee,
        part: Part::Commission,
        category: "Dapur".into(),
        ppm: 90_000,
        fixed: Money::ZERO,
        claimed: true,
    };
    let answered = book.write(&ctx("tariff"), "tariff", |tx| {
        let id = tx.add_fee_answer(&answer)?;
        tx.record(&Activity::new(FeeAct::Answer, id).with("channel", "shopee").with("answer", "claim"))?;
        Ok::<_, StoreError>(())
    });
    answered.unwrap();
    ledger::fill(book, &mut ctx);
    buy(book, &mut ctx);
    keep_records(book, &mut ctx, shopee);
}

/// Records of each kind: typed, posted, corrected, of an order, a product and a customer, from a file; a template of one's own.
fn keep_records(book: &Book, ctx: &mut impl FnMut(&str) -> Context, order: OrderId) {
    let named = |word: &str| book.read(|reader| template_named(reader, word)).unwrap();
    let mut put = |word: &str, values: &[(&str, &str)], replaces: Option<RecordId>, from: Option<AccountId>| {
        let value = |(field, text): &(&str, &str)| TypedValue { field: (*field).into(), text: (*text).into() };
        let (template, values) = (named(word).id, values.iter().map(value).collect());
        let day = Day(20_261_125);
        let form = RecordForm { template, day, store: None, values, replaces, book: from, sure: true };
        save_record(book, &ctx("record"), &form).unwrap().value.record.id
    };
    let ad = [("platform", "shopee"), ("campaign", "Gelas"), ("cost", "185000"), ("views", "900"), ("clicks", "31")];
    let first = put("iklan", &ad, None, Some(AccountId(1102)));
    put("iklan", &[&ad[..], &[("orders", "3")]].concat(), Some(first), None);
    put("iklan", &[("platform", "meta"), ("cost", "9000")], None, None);
    put(
        "komplain",
        &[("kind", "rusak"), ("order", &order.to_string()), ("solved", "2 jam"), ("text", "retak")],
        None,
        None,
    );
    put(
        "interaksi",
        &[("channel", "wa"), ("question", "grosir"), ("customer", "0813 1111 2222"), ("reply", "3")],
        None,
        None,
    );
    let lost = put("mesin", &[("what", "Listrik"), ("minutes", "30")], None, None);
    withdraw_record(book, &ctx("withdraw"), lost).unwrap();
    let own =
        TemplateRow { id: TemplateId(0), key: String::new(), name: Sentence::new("Iklan radio", ""), ..named("iklan") };
    let mut own = save_template(book, &ctx("template"), &own).unwrap().value;
    own.fields.truncate(3);
    save_template(book, &ctx("template"), &TemplateRow { cadence: Cadence::Weekly, ..own }).unwrap();
    let map = vec![ColumnMap { column: "Habis".into(), field: "cost".into() }];
    let asked =
        RecordImport { template: named("iklan").id, map, values: Vec::new(), day: None, store: None, sure: false };
    let file = read_records(book, &asked, "iklan.csv", b"Tanggal,Tempat,Habis\n2026-11-24,Google,7000\n").unwrap();
    apply_records(book, &ctx("records"), &asked, &file).unwrap();
}

/// A purchase with all that may come of it.
fn buy(book: &Book, ctx: &mut impl FnMut(&str) -> Context) {
    let supplier = SupplierRow {
        id: SupplierId(0),
        name: "Toko Plastik".into(),
        phone: "021 555".into(),
        address: "Jl. Pasar 1".into(),
        note: "tutup Jumat".into(),
        due_days: 14,
        archived: false,
        owed: Money::ZERO,
        advance: Money::ZERO,
    };
    let supplier = save_supplier(book, &ctx("supplier"), &supplier).unwrap().value;
    save_supplier(book, &ctx("supplier"), &SupplierRow { due_days: 30, ..supplier }).unwrap();
    let line =
        |variant, quantity, price| PurchaseLineForm { variant: VariantId(variant), quantity, price: Money(price) };
    for (lines, order) in [(vec![line(1, 12, 4_000), line(2, 6, 5_000)], true), (vec![line(3, 9, 700)], false)] {
        let form = PurchaseForm {
            id: None,
            supplier: "Toko Plastik".into(),
            expected: Some(Day(20_280_110)),
            note: "kirim pagi".into(),
            lines,
            order,
        };
        save_purchase(book, &ctx("purchase"), &form).unwrap();
    }
    let advance = AdvanceForm {
        purchase: PurchaseId(1),
        amount: Money(9_000),
        account: AccountId(1102),
        day: None,
        reference: "TRX 1".into(),
        back: false,
    };
    pay_advance(book, &ctx("advance"), &advance).unwrap();
    let came = |variant, quantity, price: i64| ReceiptLine {
        variant_id: VariantId(variant),
        quantity,
        cost: Money(quantity * price),
    };
    let freight = ExtraCost { name: "ongkir".into(), amount: Money(1_001), account: AccountId(2101) };
    let receipt = Receipt {
        lines: vec![came(1, 12, 4_000), came(2, 2, 5_000)],
        purchase: Some(PurchaseId(1)),
        reference: "SJ 8".into(),
        note: "satu retak".into(),
        costs: vec![freight.clone()],
        ..Receipt::default()
    };
    receive(book, &ctx("receipt"), &receipt).unwrap();
    let id = book.read(|reader| Ok::<_, StoreError>(reader.receipts_of(PurchaseId(1))?.remove(0))).unwrap();
    let late = ExtraCost { account: AccountId(2102), ..freight.clone() };
    add_cost(book, &ctx("late"), &LateCost { receipt: id.id, cost: late, split: CostSplit::Units }).unwrap();
    let bill = BillForm {
        number: "INV 5".into(),
        lines: vec![BilledLine { line: id.lines[0].id, amount: Money(45_000) }],
        costs: vec![ExtraCost { name: "kardus".into(), ..freight }],
        note: "potong lusin".into(),
        ..as_received(id.id)
    };
    let bill = enter_bill(book, &ctx("bill"), &bill).unwrap().value.id;
    let back = SendBackLine { line: id.lines[0].id, quantity: 2, credit: None };
    send_back(book, &ctx("back"), &SendBackForm { receipt: id.id, reason: "retak".into(), lines: vec![back] }).unwrap();
    let part = BillPart { bill, amount: Some(Money(20_000)) };
    let pay = BillPayment { parts: vec![part], account: Some(AccountId(1101)), day: None, reference: "tunai".into() };
    pay_bills(book, &ctx("pay"), &pay).unwrap();
    let rest = Receipt { lines: vec![came(3, 5, 650)], supplier: "Bu Tuti".into(), ..Receipt::default() };
    receive(book, &ctx("receipt"), &rest).unwrap();
}

fn goals(book: &Book, ctx: &Context) -> Result<(), ActionError> {
    let target = |kpi: &str, amount: &str| TargetForm { kpi: kpi.into(), per: KpiBy::Week, amount: amount.into() };
    let form = GoalsForm {
        add: vec![Want::MoreOrders, Want::Returning],
        remove: Vec::new(),
        targets: vec![target("orders", "90"), target("late", "4%")],
    };
    save_goals(book, ctx, &form).map(|_| ())
}

fn own_figure(book: &Book, ctx: &Context) -> Result<(), ActionError> {
    let (of, per) = ("iklan.cost".into(), "orders".into());
    let own = OwnKpiForm { name: "Iklan per pesanan".into(), of, per, unit: None, better: Better::Less };
    save_own_kpi(book, ctx, &own).map(|_| ())
}

/// A report that was closed, with remarks and something that stood out.
fn reported(book: &Book, ctx: &Context) -> Result<(), StoreError> {
    let report = Period::of(Span::Week, Day(20_261_116)).key();
    let finding = KeptFinding {
        id: KeptFinding::key(report, 1),
        report,
        kpi: "late".into(),
        dim: 0,
        now: Quotient { num: 12, den: 28 },
        base: Quotient { num: 8, den: 224 },
        billionths: 10,
        trend: false,
        rupiah: Money(176_000),
        task: Some(TaskId(2)),
        answer: None,
        state: None,
    };
    book.write(ctx, "report", |tx| {
        let told = Activity::new(ReportAct::Remark, report.0).with("report", report);
        tx.record(&told.changed("remark", "", "Kurir telat"))?;
        tx.record(&Activity::new(ReportAct::Close, report.0).with("report", report))?;
        let kept =
            KeptReport { remark: "Kurir telat".into(), closed_at: Some(ctx.now), findings: vec![finding.clone()] };
        tx.put_business_report(report, &kept)
    })
    .map(|_| ())
}

fn filters(book: &Book, ctx: &Context) -> Result<FilterRow, ActionError> {
    let filter = FilterRow { id: FilterId(0), list: "orders".into(), name: "Hari ini".into(), query: "{}".into() };
    save_filter(book, ctx, &filter).map(|saved| saved.value)
}
