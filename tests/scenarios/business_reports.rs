//! A week's report: what stands out, an action that becomes a task, and what became of it a week later.

use runut_actions::{act_on_report, answer_proposal, close_report, remark_report, save_record, undo};
use runut_core::activity::{Activity, ReportAct};
use runut_core::business_report::chat_text;
use runut_core::findings::{Part, Period, Span, State};
use runut_core::marketplace::{FileOrder, FileStatus};
use runut_core::rows::{BusinessReport, KpiRow, ProposalAnswer, RecordForm, ReportFinding, ReportTask, TypedValue};
use runut_core::undo::Way;
use runut_core::{Day, Instant, Language, Money, PersonId, Refusal, Zone};
use runut_store::reports::business_report::business_report;
use runut_store::reports::today;
use runut_store::{KeptFinding, KeptReport, StoreError};

use crate::shop::{HOUR, Shop, order};

/// Orders a day.
const A_DAY: i64 = 4;

fn week(day: i32) -> Period {
    Period::of(Span::Week, Day(day))
}

fn nine(day: i32) -> Instant {
    Instant(Zone::Wib.begins(Day(day)).0 + 9 * HOUR)
}

/// A day's orders, which leave at ten; the first of them late as many as are asked.
fn day_of(day: Day, late: i64) -> Vec<FileOrder> {
    let morning = nine(day.0);
    let order_of = |n: i64| FileOrder {
        placed_at: Instant(morning.0 - HOUR),
        paid_at: Some(Instant(morning.0 - HOUR)),
        arranged_at: Some(Instant(morning.0 + HOUR)),
        ship_by: Some(Instant(if n < late { morning.0 } else { morning.0 + 9 * HOUR })),
        completed_at: Some(Instant(morning.0 + 30 * HOUR)),
        username: format!("pembeli{n}"),
        ..order(&format!("{day}-{n}"), FileStatus::Completed, &["1xHijau@16000"])
    };
    (0..A_DAY).map(order_of).collect()
}

/// A shop that sells four a day since August, of which one a week leaves late, and twelve in the week from 16 November on. It is
/// the Monday after.
fn shop() -> Shop {
    let mut shop = Shop::new();
    shop.now = nine(20_261_123);
    let days = std::iter::successors(Some(Day(20_260_810)), |day| Some(day.plus(1)));
    let days = days.take_while(|day| *day <= Day(20_261_122));
    let late = |day: Day| match day.weekday() {
        0..=2 if day >= Day(20_261_116) => A_DAY,
        2 => 1,
        _ => 0,
    };
    let orders = days.flat_map(|day| day_of(day, late(day))).collect();
    shop.take_in(orders).unwrap();
    shop
}

/// The next week, in which everything left in time, but for so many on its Monday.
fn next_week(shop: &mut Shop, late: i64) {
    shop.now = nine(20_261_130);
    let days = week(20_261_123).days();
    let orders = days.flat_map(|day| day_of(day, if day.weekday() < late { A_DAY } else { 0 })).collect();
    shop.take_in(orders).unwrap();
}

fn report(shop: &Shop, period: Period) -> Result<BusinessReport, Refusal> {
    let today = Zone::Wib.day(shop.now);
    shop.read(|book| business_report(book, period, today))
}

fn figure<'a>(report: &'a BusinessReport, key: &str) -> &'a KpiRow {
    report.figures.iter().find(|row| row.key == key).unwrap_or_else(|| panic!("{key}"))
}

fn late_finding(report: &BusinessReport) -> &ReportFinding {
    let found: Vec<_> = report.findings.iter().filter(|found| (found.kpi.as_str(), found.dim) == ("late", 0)).collect();
    assert_eq!(found.len(), 1, "{:#?}", report.findings);
    found[0]
}

fn task(place: i64) -> ReportTask {
    ReportTask { place, person: Some(PersonId(1)), due: Some(Day(20_261_127)) }
}

#[test]
fn a_weeks_action_becomes_a_task_and_is_followed_up_in_the_next() {
    let mut shop = shop();
    let due = shop.read(|book| today::reports(book, shop.now)).reports;
    assert_eq!(
        (due.len(), due[0].from, due[0].said.id.as_str()),
        (1, Day(20_261_116), "Laporan minggu 16–22 November 2026")
    );
    let first = report(&shop, week(20_261_116)).unwrap();
    assert_eq!((first.baseline, first.running, first.to), (8, false, Day(20_261_122)));
    assert_eq!(first.against.id, "2–8 November 2026", "the week between has 11.11");
    assert_eq!((figure(&first, "orders").now.point.num, figure(&first, "late").now.point.num), (28, 12));
    assert_eq!((first.bars.len(), first.bars[0].parcels, first.bars[0].label.id.as_str()), (7, 4, "Sen 16"));
    assert_eq!(first.bars[0].usual, Some(Money(64_000)));
    let found = late_finding(&first);
    assert_eq!((found.title.id.as_str(), found.bad), ("Telat kirim 12 dari 28", true));
    assert_eq!(found.detail.id, "43%, biasanya 3,6%.");
    let causes: Vec<_> = found.causes.iter().map(|of| (of.label.id.as_str(), of.said.id.as_str())).collect();
    assert_eq!(causes, [("SPX", "12 dari 28"), ("Sen–Rab", "12 dari 12")]);
    let place = found.place;
    let (ctx, period) = (shop.ctx(), week(20_261_116));
    let acted = act_on_report(&shop.book, &ctx, period, &[task(place)]).unwrap().value;
    let action = late_finding(&acted).action.clone().unwrap();
    assert!(action.task.is_some() && action.person == "Ratna" && !action.done, "{action:?}");
    let tasks = shop.read(|book| book.open_tasks(None));
    assert_eq!((tasks.len(), tasks[0].text.as_str()), (1, "Atur jemputan dan tenaga kemas: SPX"));
    shop.sound();
    let ctx = shop.ctx();
    close_report(&shop.book, &ctx, period).unwrap();
    assert!(shop.read(|book| today::reports(book, shop.now)).reports.is_empty(), "it is closed");
    next_week(&mut shop, 0);
    let second = report(&shop, week(20_261_123)).unwrap();
    let followed: Vec<_> = second.followed.iter().map(|of| (of.kpi.as_str(), of.state, of.said.id.as_str())).collect();
    assert_eq!(followed, [("late", State::Solved, "Telat kirim 43%, kini 0,0%")]);
    assert_eq!(second.followed_label.as_ref().unwrap().id, "16–22 November 2026");
    assert_eq!(
        (second.special.as_ref().unwrap().id.as_str(), second.baseline < second.needed),
        ("minggu gajian", true)
    );
    let ctx = shop.ctx();
    close_report(&shop.book, &ctx, week(20_261_123)).unwrap();
    let kept = shop.read(|book| book.business_report(period.key())).unwrap();
    assert_eq!(kept.findings.iter().find(|kept| kept.kpi == "late").unwrap().state, Some(State::Solved));
    shop.sound();
}

#[test]
fn what_goes_on_is_unchanged_and_less_of_it_is_better() {
    for (late, state) in [(3, State::Unchanged), (2, State::Better)] {
        let mut shop = shop();
        let ctx = shop.ctx();
        close_report(&shop.book, &ctx, week(20_261_116)).unwrap();
        next_week(&mut shop, late);
        let second = report(&shop, week(20_261_123)).unwrap();
        assert_eq!(second.followed.iter().map(|of| of.state).collect::<Vec<_>>(), [state]);
    }
}

#[test]
fn a_report_is_taken_back_whole_and_done_again() {
    let mut shop = shop();
    let (ctx, period) = (shop.ctx(), week(20_261_116));
    let place = late_finding(&report(&shop, period).unwrap()).place;
    act_on_report(&shop.book, &ctx, period, &[task(place)]).unwrap();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert!(shop.read(|book| book.open_tasks(None)).is_empty());
    assert!(shop.read(|book| book.business_report(period.key())).is_none());
    shop.sound();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Again).unwrap();
    assert_eq!(shop.read(|book| book.open_tasks(None)).len(), 1);
    assert!(late_finding(&report(&shop, period).unwrap()).action.as_ref().unwrap().task.is_some());
    shop.sound();
}

#[test]
fn what_cannot_be_is_refused() {
    let mut shop = shop();
    let period = week(20_261_116);
    let place = late_finding(&report(&shop, period).unwrap()).place;
    assert_eq!(report(&shop, week(20_261_130)).unwrap_err().code, "report_ahead");
    let running = report(&shop, week(20_261_123)).unwrap();
    assert!(running.running && running.findings.is_empty());
    assert_eq!(shop.refused(|b, c| close_report(b, c, week(20_261_123))), "report_running");
    assert_eq!(shop.refused(|b, c| act_on_report(b, c, period, &[])), "report_nothing");
    assert_eq!(shop.refused(|b, c| act_on_report(b, c, period, &[task(9)])), "report_place");
    assert_eq!(shop.refused(|b, c| act_on_report(b, c, period, &[task(place), task(place)])), "report_taken");
    let due = ReportTask { due: Some(Day(20_260_231)), ..task(place) };
    assert_eq!(shop.refused(|b, c| act_on_report(b, c, period, &[due])), "due");
    assert_eq!(shop.refused(|b, c| remark_report(b, c, period, &"x".repeat(2_001))), "too_long");
    shop.hire("Dita");
    shop.acting = Some("Dita".into());
    assert_eq!(shop.refused(|b, c| close_report(b, c, period)), "owner_only");
    assert_eq!(shop.refused(|b, c| remark_report(b, c, period, "x")), "owner_only");
    assert_eq!(shop.refused(|b, c| act_on_report(b, c, period, &[task(place)])), "done", "anybody makes tasks");
    shop.acting = None;
    let ctx = shop.ctx();
    close_report(&shop.book, &ctx, period).unwrap();
    assert_eq!(shop.refused(|b, c| close_report(b, c, period)), "report_closed");
    shop.sound();
}

#[test]
fn remarks_are_kept_and_stand_in_the_text_for_a_chat() {
    let mut shop = shop();
    let (ctx, period) = (shop.ctx(), week(20_261_116));
    let said = "SPX Senin tidak datang.\nSudah bicara.";
    let report = remark_report(&shop.book, &ctx, period, said).unwrap().value;
    assert_eq!((report.remark.as_str(), report.owner.as_str()), (said, "Ratna"));
    let text = chat_text(&report, Language::Id);
    for part in
        ["Laporan minggu 16–22 November 2026", "Pesanan: 28", "1. Telat kirim 12 dari 28. 43%, biasanya 3,6%.", said]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(chat_text(&report, Language::En).contains("Weekly report 16–22 November 2026"));
    shop.sound();
}

/// Keeps, in a report before, that parcels were late and that nobody took what was proposed.
fn untouched(shop: &mut Shop, period: Period) {
    let ctx = shop.ctx();
    let report = period.key();
    let finding = KeptFinding {
        id: KeptFinding::key(report, 1),
        report,
        kpi: "late".into(),
        dim: 0,
        now: Part { num: 12, den: 28 },
        base: Part { num: 8, den: 224 },
        billionths: 10,
        trend: false,
        rupiah: Money(176_000),
        task: None,
        answer: None,
        state: None,
    };
    let written = shop.book.write(&ctx, "kept", |tx| {
        tx.record(&Activity::new(ReportAct::Close, report.0).with("report", report))?;
        let kept = KeptReport { remark: String::new(), closed_at: Some(ctx.now), findings: vec![finding] };
        tx.put_business_report(report, &kept)?;
        Ok::<_, StoreError>(())
    });
    written.unwrap();
}

#[test]
fn what_nobody_took_twice_is_asked_once() {
    let mut shop = shop();
    let period = week(20_261_116);
    untouched(&mut shop, week(20_261_102));
    assert!(!late_finding(&report(&shop, period).unwrap()).action.as_ref().unwrap().asked, "once only");
    untouched(&mut shop, week(20_261_109));
    let asked = report(&shop, period).unwrap();
    assert!(late_finding(&asked).action.as_ref().unwrap().asked);
    let place = late_finding(&asked).place;
    let ctx = shop.ctx();
    let kept = answer_proposal(&shop.book, &ctx, period, place, ProposalAnswer::Keep).unwrap().value;
    assert!(!late_finding(&kept).action.as_ref().unwrap().asked);
    let ctx = shop.ctx();
    let dropped = answer_proposal(&shop.book, &ctx, period, place, ProposalAnswer::Drop).unwrap().value;
    assert_eq!(late_finding(&dropped).action, None, "it is told, and nothing is proposed");
    shop.sound();
}

#[test]
fn days_and_months_have_their_reports_too() {
    let shop = shop();
    let of = |span, day| report(&shop, Period::of(span, Day(day))).unwrap();
    let day = of(Span::Day, 20_261_117);
    assert_eq!(
        (figure(&day, "orders").now.point.num, day.bars.len(), day.against.id.as_str()),
        (4, 7, "10 November 2026")
    );
    let month = of(Span::Month, 20_261_010);
    assert_eq!((figure(&month, "orders").now.point.num, month.label.id.as_str()), (124, "Oktober 2026"));
    assert_eq!(month.bars.iter().map(|bar| bar.parcels).sum::<i64>(), 124);
    assert!(month.baseline < month.needed && month.findings.is_empty());
    let nothing = of(Span::Week, 20_260_105);
    assert_eq!((nothing.figures.len(), nothing.baseline), (0, 0), "of a week before the book nothing is known");
}

/// How the log itself was kept stands in the report of a month, and in no other.
#[test]
fn a_month_says_how_the_log_itself_was_kept() {
    let mut shop = Shop::new();
    shop.now = nine(20_261_201);
    let month = Period::of(Span::Month, Day(20_261_101));
    assert_eq!(report(&shop, month).unwrap().log, [], "a shop that records nothing is told nothing");
    assert_eq!(report(&shop, month).unwrap().log_short, None);
    let (ads, cash) = shop.read(|book| {
        let all = book.templates()?;
        let of = |key: &str| all.iter().find(|template| template.key == key).unwrap().id;
        Ok((of("iklan"), of("kas-toko")))
    });
    let mut put = |template, day: Day, values: &[(&str, &str)]| {
        let value = |(field, text): &(&str, &str)| TypedValue { field: (*field).into(), text: (*text).into() };
        let values = values.iter().map(value).collect();
        let form = RecordForm { template, day, store: None, values, replaces: None, book: None, sure: true };
        let ctx = shop.ctx();
        save_record(&shop.book, &ctx, &form).unwrap();
    };
    let month_days = || std::iter::successors(Some(Day(20_261_101)), |day| Some(day.plus(1))).take(30);
    for day in month_days() {
        put(cash, day, &[("sales", "90rb"), ("buyers", "7")]);
    }
    put(ads, Day(20_261_101), &[("platform", "meta"), ("cost", "9rb")]);
    let said: Vec<String> = report(&shop, month).unwrap().log.into_iter().map(|line| line.id).collect();
    assert_eq!(
        said[0],
        "Kas kecil toko 30 dari 30 kali, 30 telat. Sering dicatat terlambat: beri jarak sehari, atau ganti yang mencatat. \
        (Pembeli: tidak dipakai di angka mana pun; Catatan: diisi 0 dari 30 kali)"
    );
    assert_eq!(said[1], "Iklan 1 dari 30 kali, 1 telat. Sering terlewat: cukup tiap minggu, atau tunjuk satu orang.");
    assert!(said[2].starts_with("Belum pernah dipakai: Negosiasi hilang, "), "{said:?}");
    let table = runut_core::Table::from(&report(&shop, month).unwrap());
    assert!(format!("{table:?}").contains("Iklan 1 dari 30 kali, 1 telat."), "it is exported and printed too");
    let text = chat_text(&report(&shop, month).unwrap(), Language::Id);
    assert!(text.ends_with("\n\nCatatan: Kas kecil toko sering telat, Iklan sering terlewat."), "{text}");
    let week = report(&shop, week(20_261_123)).unwrap();
    assert_eq!((week.log.len(), week.log_short.clone()), (0, None));
    assert!(!chat_text(&week, Language::Id).contains("Catatan:"));
}
