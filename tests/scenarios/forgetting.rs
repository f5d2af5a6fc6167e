//! A person is shown, handed out and forgotten: what was told of them anywhere is nowhere in the book's files afterwards.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use runut_actions::{
    back_up, backup_warning, erase_person, export_person, person_data, record_payment, renew_backups, save_filter,
    save_person, save_record, save_task, template_named, undo,
};
use runut_core::activity::{Activity, CustomerAct};
use runut_core::backup::{FileName, Kind};
use runut_core::marketplace::FileStatus;
use runut_core::rows::{
    CustomerQuery, DataFormat, FilterRow, PaymentForm, PaymentMethod, PaymentPart, Person, RecordForm, Subject,
    TaskRow, TypedValue,
};
use runut_core::undo::Way;
use runut_core::{CustomerId, FilterId, PersonId, TaskId};
use runut_store::backup::Staged;
use runut_store::{Book, Context, audit, reports};

use crate::script::{code, go_on, tell};
use crate::script_typed::{empty, find, opened, save, typed};
use crate::shop::{Shop, order};

/// One in each personal field: nothing else in a book says these.
const MARKS: [&str; 13] = [
    "Zulaikhaqw",
    "Penerimaqw",
    "81277665544",
    "Jalanqw",
    "Desaqw",
    "Pembelicatatqw",
    "Penjualcatatqw",
    "PAYERQW",
    "REFQW77",
    "Alasanqw",
    "TRACKQW001",
    "Pengirimqw",
    "Obrolanqw",
];

/// A shop in which one person has left a mark in every field, by every door.
fn marked() -> Shop {
    let mut shop = tell("goods Hijau Biru\nreceive Hijau 40 @9000\nreceive Biru 10 @9000");
    let form = typed(&shop, empty(&shop), &["1xHijau@16000", "to=Penerimaqw", "address=Jalanqw"]);
    let mut form = runut_core::rows::OrderForm { order: None, ..form };
    form.customer_name = "Zulaikhaqw Hasanah".into();
    form.customer_phone = "0812-7766-5544".into();
    form.to.phone = "+62 812 7766 5544".into();
    form.to.address = "Jalanqw Melati Nomor Lima".into();
    form.to.recipient = "Penerimaqw Hasanah".into();
    form.to.village = "Desaqw".into();
    form.to.city = "KOTA BOGOR".into();
    form.sender = "Pengirimqw Toko".into();
    form.sender_phone = "0812 7766 5544".into();
    form.note = "Pembelicatatqw".into();
    form.seller_note = "Penjualcatatqw".into();
    save(&mut shop, "A", &form, true, "");
    let mut again = opened(&shop, "A");
    again.to.address = "Jalanqw Melati Nomor Enam".into();
    save(&mut shop, "A", &again, true, "Alasanqw pindah");
    let total = shop.read(|r| r.order(shop.order("A"))).total;
    let (ctx, order_a) = (shop.ctx(), shop.order("A"));
    let paid = PaymentForm {
        fee: runut_core::Money::ZERO,
        account: runut_core::posting::Account::Bank.id(),
        method: PaymentMethod::Transfer,
        amount: total,
        at: None,
        payer: "PAYERQW".into(),
        reference: "REFQW77".into(),
        note: String::new(),
        parts: vec![PaymentPart { order: order_a, amount: total }],
    };
    record_payment(&shop.book, &ctx, &paid).unwrap();
    go_on(
        &mut shop,
        "hold A Alasanqw => awaiting_approval held
         release A => awaiting_approval
         approve A => approved
         pack A => packed
         ship A JNE TRACKQW001 => shipped
         deliver A => delivered
         complete A => completed",
    );
    let mut file = order("MKT1", FileStatus::Shipped, &["1xHijau@16000"]);
    file.recipient = "Penerimaqw Hasanah".into();
    file.phone = "6281277665544".into();
    file.address = "Jalanqw Melati Nomor Lima".into();
    file.username = "Zulaikhaqw".into();
    shop.take_in(vec![file]).unwrap();
    let ctx = shop.ctx();
    let task = TaskRow {
        id: TaskId(0),
        text: "Telepon Zulaikhaqw Hasanah".into(),
        person: None,
        person_name: String::new(),
        due: None,
        done: false,
    };
    save_task(&shop.book, &ctx, &task).unwrap();
    let ctx = shop.ctx();
    let filter = FilterRow {
        id: FilterId(0),
        list: "orders".into(),
        name: "Zulaikhaqw Hasanah".into(),
        query: "{\"search\":\"81277665544\"}".into(),
    };
    save_filter(&shop.book, &ctx, &filter).unwrap();
    record(
        &mut shop,
        "interaksi",
        &[("channel", "wa"), ("question", "grosir"), ("customer", "081277665544"), ("note", "Obrolanqw")],
    );
    record(&mut shop, "komplain", &[("kind", "rusak"), ("order", &order_a.to_string()), ("text", "Obrolanqw lagi")]);
    record(&mut shop, "masalah", &[("what", "Telepon Zulaikhaqw Hasanah tidak diangkat")]);
    shop.sound();
    shop
}

fn record(shop: &mut Shop, word: &str, values: &[(&str, &str)]) {
    let value = |(field, text): &(&str, &str)| TypedValue { field: (*field).into(), text: (*text).into() };
    let template = shop.book.read(|reader| template_named(reader, word)).unwrap().id;
    let values = values.iter().map(value).collect();
    let ctx = shop.ctx();
    let day = ctx.today;
    let form = RecordForm { template, day, store: None, values, replaces: None, book: None, sure: false };
    save_record(&shop.book, &ctx, &form).unwrap();
}

fn customer(shop: &Shop) -> CustomerId {
    let query = CustomerQuery { search: "Zulaikhaqw".into(), after: None, limit: 5 };
    shop.read(|r| reports::customers_page(r, &query)).rows[0].id
}

fn subject(shop: &Shop) -> Subject {
    Subject { customer: Some(customer(shop)), order: None, phone: String::new() }
}

/// The marks that stand anywhere in the files of a folder, and where.
fn found(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(within).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let bytes = fs::read(&entry).unwrap().to_ascii_lowercase();
            for mark in MARKS {
                let mark = mark.to_ascii_lowercase();
                if bytes.windows(mark.len()).any(|part| part == mark.as_bytes()) {
                    found.push(format!("{mark} in {}", entry.file_name().unwrap().to_string_lossy()));
                }
            }
        }
    }
    found
}

fn all_done(shop: &mut Shop) {
    go_on(shop, "deliver MKT1 => delivered\ncomplete MKT1 => completed");
}

#[test]
fn what_was_erased_is_nowhere_in_the_books_files() {
    let mut shop = marked();
    all_done(&mut shop);
    let folder = shop.book.path().parent().unwrap().to_owned();
    let before = found(&folder);
    for mark in MARKS {
        assert!(before.iter().any(|found| found.starts_with(&mark.to_ascii_lowercase())), "{mark} was never there");
    }
    let log = shop.book.dump().unwrap();
    let entries = log.lines().filter(|line| line.starts_with("activity|"));
    let clear: Vec<&str> = entries.filter(|line| MARKS.iter().any(|mark| line.contains(mark))).collect();
    assert!(clear.is_empty(), "in the log itself: {clear:#?}");

    let (ctx, subject) = (shop.ctx(), subject(&shop));
    let data = person_data(&shop.book, &subject, None).unwrap();
    assert_eq!((data.name.as_str(), &data.kept[..]), ("Zulaikhaqw Hasanah", &[][..]));
    let told = serde_json::to_string(&data).unwrap().to_lowercase();
    for mark in MARKS {
        assert!(told.contains(&mark.to_lowercase()) || mark == "81277665544", "{mark} isn't shown");
    }
    let erased = erase_person(&shop.book, &ctx, &subject, "zulaikhaqw hasanah", None).unwrap().value;
    assert_eq!((erased.orders, erased.backups.len()), (2, 0));
    assert_eq!(found(&folder), Vec::<String>::new());
    shop.sound();
    let kept = shop.read(|r| r.particulars(shop.order("A")));
    assert_eq!((kept.recipient.as_str(), kept.city.as_str()), ("", "KOTA BOGOR"), "the place stays");
    assert_eq!((find(&shop, "Penerimaqw"), find(&shop, "TRACKQW001")), (String::new(), String::new()));
    let detail = shop.read(|r| reports::order_detail(r, shop.order("A"), shop.now));
    assert!(detail.timeline.iter().any(|row| row.text.id.contains("(dihapus)")), "{:?}", detail.timeline);
    assert_eq!(
        shop.read(|r| reports::customer_row(r, customer_of(&subject))).name,
        format!("Dihapus #{}", customer_of(&subject))
    );
}

fn customer_of(subject: &Subject) -> CustomerId {
    subject.customer.unwrap()
}

#[test]
fn a_file_does_not_fill_in_what_was_erased_and_no_undo_brings_it_back() {
    let mut shop = marked();
    all_done(&mut shop);
    let (ctx, subject) = (shop.ctx(), subject(&shop));
    erase_person(&shop.book, &ctx, &subject, "Zulaikhaqw Hasanah", None).unwrap();
    let mut file = order("MKT1", FileStatus::Completed, &["1xHijau@16000"]);
    file.recipient = "Penerimaqw Hasanah".into();
    shop.take_in(vec![file]).unwrap();
    let folder = shop.book.path().parent().unwrap().to_owned();
    assert_eq!(found(&folder), Vec::<String>::new());
    // The import of a file that changes nothing is a step; behind it lies the erasure, past which nothing is taken back.
    let taken: Vec<String> = (0..3)
        .map(|_| {
            let ctx = shop.ctx();
            undo(&shop.book, &ctx, Way::Back).map_or_else(|error| code(&error), |_| "done".to_owned())
        })
        .collect();
    assert_eq!(taken.last().map(String::as_str), Some("undo_erased"), "{taken:?}");
    assert_eq!(found(&folder), Vec::<String>::new());
    shop.sound();
}

#[test]
fn what_is_still_to_be_done_for_somebody_keeps_them() {
    let mut shop = marked();
    let refusal = |shop: &mut Shop, name: &str, ctx: &dyn Fn(Context) -> Context| {
        let (own, subject) = (ctx(shop.ctx()), subject(shop));
        let before = shop.book.dump().unwrap();
        let error = erase_person(&shop.book, &own, &subject, name, None).unwrap_err();
        assert_eq!(shop.book.dump().unwrap(), before);
        code(&error)
    };
    let same = |ctx: Context| ctx;
    assert_eq!(refusal(&mut shop, "Zulaikhaqw Hasanah", &same), "erase_kept");
    all_done(&mut shop);
    assert_eq!(refusal(&mut shop, "Orang lain", &same), "erase_name");
    shop.hire("Dita");
    let dita = shop.read(|r| r.person(Some("Dita"))).id;
    assert_eq!(refusal(&mut shop, "Zulaikhaqw Hasanah", &|ctx| Context { person: dita, ..ctx }), "owner_only");
    let nobody = Subject { customer: None, order: None, phone: "0899 1111 2222".into() };
    assert_eq!(code(&person_data(&shop.book, &nobody, None).unwrap_err()), "person_unknown");
    for format in [DataFormat::Pdf, DataFormat::Json, DataFormat::Csv] {
        let ctx = shop.ctx();
        let mut bytes = Vec::new();
        let subject = subject(&shop);
        export_person(&shop.book, &ctx, &subject, format, &mut |document| {
            bytes.clone_from(&document.bytes);
            Ok(document.name.clone())
        })
        .unwrap();
        assert!(bytes.len() > 500, "{format:?}");
    }
    shop.sound();
}

/// Backups hold whoever was erased: they are named and renewed; one that is restored all the same is erased again.
#[test]
fn a_backup_is_renewed_or_erased_again_when_it_is_restored() {
    let mut shop = marked();
    all_done(&mut shop);
    let mut go_on = |_| ControlFlow::Continue(());
    let old = back_up(&shop.book, None, shop.now, &mut go_on).unwrap().path;
    let (ctx, subject) = (shop.ctx(), subject(&shop));
    let erased = erase_person(&shop.book, &ctx, &subject, "Zulaikhaqw Hasanah", None).unwrap().value;
    assert_eq!(erased.backups, std::slice::from_ref(&old));
    let elsewhere = tempfile::tempdir().unwrap();
    let kept = elsewhere.path().join("lama.runut");
    fs::copy(&old, &kept).unwrap();
    let ctx = shop.ctx();
    let dita = Person { id: PersonId(0), name: "Dita".into(), owner: false, divisions: Vec::new(), archived: false };
    let dita = save_person(&shop.book, &ctx, &dita).unwrap().value.id;
    let refused = renew_backups(&shop.book, Some(dita), None, shop.now, &mut go_on).unwrap_err();
    assert!(refused.sentence().id.contains("pemilik"), "{}", refused.sentence().id);
    assert!(Path::new(&old).exists(), "not the owner's");
    let value = |sql: &str| rusqlite::Connection::open(shop.book.path()).unwrap().execute(sql, []).unwrap();
    assert_eq!(value("UPDATE shop SET return_days = return_days + 1"), 1);
    let refused = renew_backups(&shop.book, None, None, shop.now, &mut go_on).unwrap_err();
    assert!(refused.sentence().id.contains("cadangan lama"), "{}", refused.sentence().id);
    assert!(Path::new(&old).exists(), "the book isn't sound");
    assert_eq!(value("UPDATE shop SET return_days = return_days - 1"), 1);
    assert_eq!(renew_backups(&shop.book, None, None, shop.now, &mut go_on).unwrap(), 2);
    let (folder, path) = shop.closed();
    assert_eq!(found(folder.path()), Vec::<String>::new());

    let staged = Staged::prepare(&kept, &path, &mut go_on).unwrap();
    let now = runut_core::Instant(crate::shop::MORNING.0 + 86_400_000 * 9);
    let restored = runut_actions::restore(staged, 0, None, now, "restore-1").unwrap();
    assert!(restored.message.id.contains("dihapus lagi"), "{}", restored.message.id);
    assert_eq!(found(folder.path()), Vec::<String>::new());
    assert_eq!(audit::check(&Book::open(&path).unwrap()).unwrap(), []);
}

/// Who bears the same name, has sent somebody a gift or lets us send under their name loses nothing.
#[test]
fn nobody_else_is_erased() {
    let mut shop = marked();
    all_done(&mut shop);
    let form = typed(&shop, empty(&shop), &["1xBiru@17000", "to=Zulaikhaqw", "address=Lain", "phone=0813-9999-1111"]);
    save(&mut shop, "B", &form, true, "");
    // A gift of another customer to her phone.
    let mut gift = typed(&shop, empty(&shop), &["1xBiru@17000", "by=Dewi", "byphone=0813-2222-3333", "address=Lain"]);
    gift.to.phone = "0812-7766-5544".into();
    save(&mut shop, "C", &gift, true, "");
    go_on(&mut shop, "cancel B batal => cancelled\ncancel C batal => cancelled");
    let before =
        |shop: &Shop| [shop.read(|r| r.particulars(shop.order("B"))), shop.read(|r| r.particulars(shop.order("C")))];
    let (kept, ctx) = (before(&shop), shop.ctx());
    let by_phone = Subject { customer: None, order: None, phone: "62 812 7766 5544".into() };
    let erased = erase_person(&shop.book, &ctx, &by_phone, "Zulaikhaqw Hasanah", None).unwrap().value;
    assert_eq!((erased.orders, before(&shop)), (2, kept));
    shop.sound();
}

/// A backup from before an erasure becomes the book, and its next order bears the number of the erased one: it is another's.
#[test]
fn a_number_that_comes_again_is_not_erased() {
    let mut shop = tell("goods Hijau\nreceive Hijau 40 @9000");
    let mut go_on_with = |_| ControlFlow::Continue(());
    let old = back_up(&shop.book, None, shop.now, &mut go_on_with).unwrap().path;
    let elsewhere = tempfile::tempdir().unwrap();
    let kept = elsewhere.path().join("lama.runut");
    fs::copy(&old, &kept).unwrap();
    let form = typed(&shop, empty(&shop), &["1xHijau@16000", "to=Penerimaqw", "address=A", "phone=0812-7766-5544"]);
    save(&mut shop, "A", &form, true, "");
    go_on(&mut shop, "cancel A batal => cancelled");
    let (ctx, number) = (shop.ctx(), shop.order("A"));
    let one = Subject { customer: None, order: Some(number), phone: String::new() };
    let name = person_data(&shop.book, &one, None).unwrap().name;
    erase_person(&shop.book, &ctx, &one, &name, None).unwrap();
    let (folder, path) = shop.closed();
    let later = |days: i64| runut_core::Instant(crate::shop::MORNING.0 + runut_core::DAY_MS * days);
    let staged = Staged::prepare(&kept, &path, &mut go_on_with).unwrap();
    runut_actions::restore(staged, 0, None, later(9), "restore-1").unwrap();

    let book = Book::open(&path).unwrap();
    let ctx = book.context(None, later(10), "again").unwrap();
    let again = runut_core::rows::OrderForm { revision: 0, ..form };
    let saved = runut_actions::save_order(&book, &ctx, &again, true, "").unwrap().value;
    assert_eq!(saved.order, number, "the number comes again");
    let second = back_up(&book, None, later(11), &mut go_on_with).unwrap().path;
    let kept = elsewhere.path().join("baru.runut");
    fs::copy(second, &kept).unwrap();
    drop(book);
    let staged = Staged::prepare(&kept, &path, &mut go_on_with).unwrap();
    let restored = runut_actions::restore(staged, 0, None, later(12), "restore-2").unwrap();
    assert!(!restored.message.id.contains("dihapus lagi"), "{}", restored.message.id);
    let book = Book::open(&path).unwrap();
    assert_eq!(book.read(|r| r.particulars(number)).unwrap().recipient, "Penerimaqw");
    drop(folder);
}

/// An erasure whose files couldn't be gone through, or that was cut off, is finished by whoever opens the book next.
#[test]
fn what_was_left_to_sweep_is_swept_at_the_next_start() {
    let mut shop = marked();
    all_done(&mut shop);
    let (ctx, subject) = (shop.ctx(), subject(&shop));
    shop.book.will_scrub().unwrap();
    let held = shop.read(|r| r.held_of(&subject));
    shop.book
        .write(&ctx, "cut off", |tx| {
            tx.erase(&held)?;
            for id in &held.customers {
                tx.record(&Activity::new(CustomerAct::Erase, id.0).with("orders", 2))?;
            }
            Ok::<_, runut_store::StoreError>(())
        })
        .unwrap();
    let (folder, path) = shop.closed();
    let book = Book::open(&path).unwrap();
    assert_eq!(found(folder.path()), Vec::<String>::new());
    assert!(!path.with_extension("runut.sapu").exists());
    drop(book);
}

/// An erasure that is refused leaves standing what an earlier one has left to be swept.
#[test]
fn a_refused_erasure_forgets_no_sweep() {
    let mut shop = marked();
    all_done(&mut shop);
    let (ctx, subject) = (shop.ctx(), subject(&shop));
    let swept = |shop: &crate::shop::Shop| !shop.book.path().with_extension("runut.sapu").exists();
    erase_person(&shop.book, &ctx, &subject, "bukan namanya", None).unwrap_err();
    assert!(swept(&shop), "nothing was erased");
    shop.book.will_scrub().unwrap();
    let ctx = shop.ctx();
    erase_person(&shop.book, &ctx, &subject, "bukan namanya", None).unwrap_err();
    assert!(!swept(&shop));
}

/// Emptied from outside, what is kept apart of an entry is missed: no entry tells of an erasure.
#[test]
fn what_is_emptied_from_outside_is_no_erasure() {
    let shop = marked();
    let (_folder, path) = shop.closed();
    let conn = rusqlite::Connection::open(&path).unwrap();
    let emptied = "UPDATE sealed SET salt = x'', texts = '' WHERE activity_id = (SELECT MAX(activity_id) FROM sealed)";
    assert_eq!(conn.execute(emptied, []).unwrap(), 1);
    drop(conn);
    let codes: Vec<String> =
        audit::check(&Book::open(&path).unwrap()).unwrap().into_iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&"sealed".to_owned()), "{codes:?}");
}

/// A retry of an erasure by phone, whose answer got lost, is answered as it was; the same id for somebody else's phone is not.
#[test]
fn an_erasure_that_is_asked_for_again_is_answered_again() {
    let mut shop = marked();
    all_done(&mut shop);
    let form = typed(&shop, empty(&shop), &["1xBiru@17000", "to=Sinta", "address=Lain", "phone=0813-9999-1111"]);
    save(&mut shop, "B", &form, true, "");
    let (ctx, key) = (shop.ctx(), customer(&shop));
    let by_phone = |phone: &str| Subject { customer: None, order: None, phone: phone.to_owned() };
    let erase = |subject: &Subject, ctx: &Context| {
        erase_person(&shop.book, ctx, subject, "Zulaikhaqw Hasanah", None).map(|done| done.value)
    };
    let hers = by_phone("0812-7766-5544");
    let first = erase(&hers, &ctx).unwrap();
    assert_eq!(first.orders, 2);
    let before = shop.book.dump().unwrap();
    assert_eq!(erase(&hers, &ctx).unwrap(), first);
    assert_eq!(code(&erase(&by_phone("0813-9999-1111"), &ctx).unwrap_err()), "request_reused");
    let by_key = Subject { customer: Some(key), order: None, phone: String::new() };
    assert_eq!(code(&erase(&by_key, &ctx).unwrap_err()), "request_reused");
    assert_eq!(shop.book.dump().unwrap(), before);
    let folder = shop.book.path().parent().unwrap().to_owned();
    assert_eq!(found(&folder), Vec::<String>::new(), "nor is the phone in what is kept of the request");
}

/// What is written down beside the book of erasures is no guess: a line that can't be read stops a restoration and a sweep.
#[test]
fn a_damaged_list_of_erasures_stops_what_needs_it() {
    let mut shop = marked();
    all_done(&mut shop);
    let mut go_on = |_| ControlFlow::Continue(());
    let old = back_up(&shop.book, None, shop.now, &mut go_on).unwrap().path;
    let (ctx, subject) = (shop.ctx(), subject(&shop));
    erase_person(&shop.book, &ctx, &subject, "Zulaikhaqw Hasanah", None).unwrap();
    let list = shop.book.path().with_extension("runut.hapus");
    let sound = fs::read(&list).unwrap();
    let lines = sound.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
    for damage in [&b"{\"noun\":\"order\",\"ke"[..], b"\xff\xfe\n"] {
        fs::write(&list, [&sound[..], damage].concat()).unwrap();
        let said = shop.book.scrub().unwrap_err().sentence();
        assert!(
            said.id.contains(&format!("uji.runut.hapus di samping buku rusak di baris {}", lines + 1)),
            "{}",
            said.id
        );
        assert!(fs::read(&list).unwrap().ends_with(damage), "it is left for whoever puts it right");
        let warned = backup_warning(&shop.book, None, shop.now).unwrap();
        assert_eq!(warned, Some(said.clone()), "nor is it silent");
        // One whose sweep was cut off: the next start can't finish it, and says so.
        assert!(shop.book.will_scrub().unwrap());
        let next = Book::open(shop.book.path()).unwrap();
        let warned = backup_warning(&next, None, shop.now).unwrap().unwrap();
        assert!(warned.id.starts_with("Penghapusan data terakhir belum tuntas") && warned.id.ends_with(&said.id));
        shop.book.needs_no_scrub();
    }
    let before = shop.book.dump().unwrap();
    let (_folder, path) = shop.closed();
    let later = runut_core::Instant(crate::shop::MORNING.0 + 86_400_000 * 9);
    let staged = Staged::prepare(Path::new(&old), &path, &mut go_on).unwrap();
    let refused = runut_actions::restore(staged, 0, None, later, "restore-1").unwrap_err();
    assert!(refused.sentence().id.contains("rusak di baris"), "{}", refused.sentence().id);
    assert_eq!(Book::open(&path).unwrap().dump().unwrap(), before);
    fs::write(&list, &sound).unwrap();
    let staged = Staged::prepare(Path::new(&old), &path, &mut go_on).unwrap();
    let restored = runut_actions::restore(staged, 0, None, later, "restore-2").unwrap();
    assert!(restored.message.id.contains("dihapus lagi"), "{}", restored.message.id);
}

/// Who is called like somebody erased isn't: in a backup from before they are erased again.
#[test]
fn a_name_is_no_sign_of_an_erasure() {
    let mut shop = marked();
    all_done(&mut shop);
    let key = customer(&shop);
    let mut form = shop.read(|r| r.customer_form(key));
    form.name = format!("Dihapus #{key}");
    let ctx = shop.ctx();
    runut_actions::save_customer(&shop.book, &ctx, &form).unwrap();
    let mut go_on = |_| ControlFlow::Continue(());
    let old = back_up(&shop.book, None, shop.now, &mut go_on).unwrap().path;
    let ctx = shop.ctx();
    let subject = Subject { customer: Some(key), order: None, phone: String::new() };
    erase_person(&shop.book, &ctx, &subject, &form.name, None).unwrap();
    let (folder, path) = shop.closed();
    let staged = Staged::prepare(Path::new(&old), &path, &mut go_on).unwrap();
    let later = runut_core::Instant(crate::shop::MORNING.0 + 86_400_000 * 9);
    runut_actions::restore(staged, 0, None, later, "restore-1").unwrap();
    let book = Book::open(&path).unwrap();
    assert_eq!(book.read(|r| r.customer_form(key)).unwrap().phones, Vec::<String>::new());
    drop(folder);
}

/// A second place that can't take the new copy keeps the old ones: they may be all that it has.
#[test]
fn a_second_place_without_the_new_backup_keeps_the_old_ones() {
    let mut shop = marked();
    all_done(&mut shop);
    let mut go_on = |_| ControlFlow::Continue(());
    let second = tempfile::tempdir().unwrap();
    let old = back_up(&shop.book, Some(second.path()), shop.now, &mut go_on).unwrap();
    let there = old.second.unwrap();
    let (ctx, subject) = (shop.ctx(), subject(&shop));
    let erased = erase_person(&shop.book, &ctx, &subject, "Zulaikhaqw Hasanah", Some(second.path())).unwrap().value;
    assert_eq!(erased.backups.len(), 2);
    // Every name that the new copy could have is taken.
    let (zone, now) = (shop.read(|r| r.shop()).unwrap().zone, runut_core::Instant(shop.now.0 + 3_600_000));
    for nth in 1..=1_001 {
        let name = FileName { book: "uji".into(), kind: Kind::Copy, made: Some(zone.local(now)), nth };
        fs::create_dir(second.path().join(name.to_string())).unwrap();
    }
    assert_eq!(renew_backups(&shop.book, None, Some(second.path()), now, &mut go_on).unwrap(), 1);
    assert!(Path::new(&there).is_file() && !Path::new(&old.path).exists());
}
