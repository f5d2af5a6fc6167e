//! Reports as files and as paper, and a year's books in one folder for who checks them: drawn from one state of the book, handed
//! over, and logged once they are there.

use runut_core::activity::{Activity, DocumentAct};
use runut_core::export::{Cell, Days};
use runut_core::rows::{
    Against, ExportFormat, ExportKind, Printed, ReportQuery, SalesBy, SalesQuery, StatementBy, StatementKind,
    StatementQuery,
};
use runut_core::sheets::Imprint;
use runut_core::statements::{Period, ledger_table, notes_table};
use runut_core::{Day, Language, Refusal, Sentence, Table, findings};
use runut_documents::{Between, CsvSheet, ShopHead, XlsxSheet, business_report, report};
use runut_store::{Book, Context, Reader, StoreError, reports};

use crate::export::{draw, too_long};
use crate::hledger::{hledger_journal, journal_only};
use crate::reorder::proposal;
use crate::{ActionError, Deliver, Document, Done, Paper};

/// Entries of a ledger on paper at most, as of any list.
const LEDGER_MOST: usize = 10_000;

/// The shop whose reports are drawn.
struct Drawing {
    head: ShopHead,
    imprint: Imprint,
    language: Language,
}

impl Drawing {
    fn of(book: &Reader<'_>, ctx: &Context) -> Result<Self, ActionError> {
        let shop = book.shop()?.ok_or(StoreError::NoShop)?;
        Ok(Self {
            imprint: reports::imprint(book, ctx.person, ctx.now)?,
            head: ShopHead { address: shop.address, phone: shop.phone },
            language: shop.language,
        })
    }

    /// The report of a day, a week or a month on paper, with the code of the log as it stands.
    fn business(&self, book: &Reader<'_>, ctx: &Context, period: findings::Period) -> Result<Vec<u8>, ActionError> {
        let of = reports::business_report::business_report(book, period, ctx.today)??;
        let (entries, code) = reports::log_code(book)?;
        let code = match self.language {
            Language::Id => format!("Kode log {entries}: {code}"),
            Language::En => format!("Log code {entries}: {code}"),
        };
        Ok(business_report(&of, &self.head, &self.imprint, &code, self.language)?)
    }

    fn file(&self, table: &Table, name: Sentence, format: ExportFormat) -> Result<Vec<u8>, ActionError> {
        let (zone, language) = (self.imprint.zone, self.language);
        let heads = || table.heads.iter().map(|head| head.said(language));
        match format {
            ExportFormat::Pdf => {
                report(std::slice::from_ref(table), &self.head, &self.imprint, language).map_err(too_long)
            }
            ExportFormat::Csv | ExportFormat::CsvSemicolon => {
                let between = if format == ExportFormat::Csv { Between::Comma } else { Between::Semicolon };
                let mut sheet = CsvSheet::headed(&heads().collect::<Vec<_>>(), between, zone, language)?;
                table.rows.iter().try_for_each(|row| sheet.row(&indented(row.depth, &row.cells)))?;
                Ok(sheet.finish()?)
            }
            ExportFormat::Xlsx => {
                let heads = heads().map(str::to_owned).collect();
                let mut sheet = XlsxSheet::headed(heads, name, zone, language, self.imprint.at)?;
                table.rows.iter().try_for_each(|row| sheet.row(&indented(row.depth, &row.cells)))?;
                Ok(sheet.finish()?)
            }
            ExportFormat::Hledger => Err(journal_only().into()),
        }
    }
}

/// The label of a part stands in as it does on the screen.
fn indented(depth: i64, cells: &[Cell]) -> Vec<Cell> {
    let mut cells = cells.to_vec();
    let blanks = "  ".repeat(usize::try_from(depth).unwrap_or(0));
    if let Some(Cell::Said(label)) = cells.first_mut().filter(|_| depth > 0) {
        *label = Sentence::new(format!("{blanks}{}", label.id), format!("{blanks}{}", label.en));
    }
    cells
}

/// A report as a table.
///
/// # Errors
/// What the report refuses; [`ActionError`] where the book can't be read.
pub fn report_table(book: &Reader<'_>, today: Day, query: &ReportQuery) -> Result<Table, ActionError> {
    Ok(match query {
        ReportQuery::Statement(query) => (&reports::statements::statement(book, query)??).into(),
        ReportQuery::Notes { to } => {
            Period::new(*to, *to)?;
            notes_table(&reports::statements::notes(book, *to)?, *to)
        }
        ReportQuery::Ledger(query) => {
            let mut query = runut_core::rows::LedgerQuery { newest: false, after: None, limit: 500, ..query.clone() };
            let mut whole = reports::statements::ledger(book, &query)??;
            query.after = whole.next.take();
            while query.after.is_some() {
                if whole.rows.len() > LEDGER_MOST {
                    return Err(long_ledger().into());
                }
                let page = reports::statements::ledger(book, &query)??;
                whole.rows.extend(page.rows);
                query.after = page.next;
            }
            ledger_table(&whole, Period::new(query.from, query.to)?)
        }
        ReportQuery::Stock { to } => {
            Period::new(*to, *to)?;
            (&reports::valuation::valuation(book, *to)?).into()
        }
        ReportQuery::Receivables { to } => {
            Period::new(*to, *to)?;
            (&reports::statements::receivables(book, *to)?).into()
        }
        ReportQuery::ReceivableOrders { to } => {
            Period::new(*to, *to)?;
            (&reports::statements::receivable_orders(book, *to, today)??).into()
        }
        ReportQuery::Payables { to } => {
            Period::new(*to, *to)?;
            (&reports::statements::payables(book, *to)?).into()
        }
        ReportQuery::Day { to } => {
            Period::new(*to, *to)?;
            (&reports::day_sheet(book, *to)?).into()
        }
        ReportQuery::Tax { from, to } => (&reports::statements::tax_report(book, (*from, *to), today)??).into(),
        ReportQuery::Sales(query) => (&reports::statements::sales_report(book, query)??).into(),
        ReportQuery::Segments { to } => {
            Period::new(*to, *to)?;
            (&reports::buyers::segments(book, *to)?).into()
        }
        ReportQuery::Cohorts { to } => {
            Period::new(*to, *to)?;
            (&reports::buyers::cohorts(book, *to)?).into()
        }
        ReportQuery::Forecast { to } => {
            Period::new(*to, *to)?;
            (&reports::forecast::forecasts(book, *to)?).into()
        }
        ReportQuery::Reorder { to, terms } => (&proposal(book, (*to, today), terms)?).into(),
        ReportQuery::DeadStock { to } => {
            Period::new(*to, *to)?;
            (&reports::forecast::dead_stock(book, *to)?).into()
        }
        ReportQuery::Business { span, day } => {
            (&reports::business_report::business_report(book, findings::Period::of(*span, *day), today)??).into()
        }
        ReportQuery::Figures { from, to, before_from, before_to } => {
            let (period, before) = (Period::new(*from, *to)?, Period::new(*before_from, *before_to)?);
            (&reports::kpis::kpi_whole(book, period, before, today)?).into()
        }
        ReportQuery::OrdersProfit { by, from, to } => {
            (&reports::profit::profit_report(book, *by, (*from, *to))??).into()
        }
    })
}

fn long_ledger() -> Refusal {
    Refusal::new(
        "list_too_long",
        "Buku besar ini lebih dari 10.000 baris. Persempit tanggalnya, atau simpan jurnalnya: export journal.",
        "This ledger has more than 10,000 rows. Narrow its days, or save the journal: export journal.",
    )
}

/// Writes a report as a file.
///
/// # Errors
/// What the report refuses, `list_too_long` for paper, `format_journal`; [`ActionError`] where the book can't be read or the file can't
/// be delivered.
pub fn report_file(
    book: &Book,
    ctx: &Context,
    query: &ReportQuery,
    format: ExportFormat,
    deliver: Deliver<'_>,
) -> Done<Printed> {
    written(book, ctx, query, (format, None), deliver)
}

/// Draws a report on A4 for a printer.
///
/// # Errors
/// As [`report_file`].
pub fn print_report(book: &Book, ctx: &Context, query: &ReportQuery, deliver: Deliver<'_>) -> Done<Printed> {
    let paper = Paper { media: "A4".to_owned(), label: false };
    written(book, ctx, query, (ExportFormat::Pdf, Some(paper)), deliver)
}

fn written(
    book: &Book,
    ctx: &Context,
    query: &ReportQuery,
    (format, paper): (ExportFormat, Option<Paper>),
    deliver: Deliver<'_>,
) -> Done<Printed> {
    let word = query.word();
    let (bytes, rows) = book.read(|reader| {
        let table = report_table(reader, ctx.today, query)?;
        let rows = i64::try_from(table.rows.len()).unwrap_or(i64::MAX);
        let drawing = Drawing::of(reader, ctx)?;
        let bytes = match query {
            ReportQuery::Business { span, day } if format == ExportFormat::Pdf => {
                let period = findings::Period::of(*span, *day);
                drawing.business(reader, ctx, period)?
            }
            _ => drawing.file(&table, word.clone(), format)?,
        };
        Ok::<_, ActionError>((bytes, rows))
    })?;
    let stamp = ctx.zone.local(ctx.now).format("%Y%m%d-%H%M%S");
    let document =
        Document { name: format!("{}-{stamp}.{}", word.id.replace(' ', "-"), format.ending()), bytes, paper };
    let (from, to) = query.days();
    book.write(ctx, &format!("report {query:?} {format:?}"), |tx| {
        let path = deliver(&document)?;
        tx.record(
            &Activity::new(DocumentAct::Export, 0)
                .with("what", &word.id)
                .with("rows", rows)
                .with("from", from.map(|day| day.to_string()).unwrap_or_default())
                .with("to", to),
        )?;
        let (id, en) = (&word.id, &word.en);
        let (id, en) = (id.strip_prefix("laporan ").unwrap_or(id), en.strip_suffix(" report").unwrap_or(en));
        let message = Sentence::new(format!("Laporan {id}: {rows} baris."), format!("Report {en}: {rows} rows."));
        Ok::<_, ActionError>(Printed { path, documents: 1, refused: Vec::new(), message })
    })
}

/// A year's books for who checks them: each statement as paper, workbook and list, all of them as one paper, and the journal. Each
/// document is handed to `deliver` under its own name.
///
/// # Errors
/// [`ActionError`] where the book can't be read or a file can't be delivered.
pub fn year_package(book: &Book, ctx: &Context, year: i32, deliver: Deliver<'_>) -> Done<Printed> {
    let whole = Period::new(Day(year * 10_000 + 101), Day(year * 10_000 + 1_231))?;
    let statement = |kind, by, against| {
        ReportQuery::Statement(StatementQuery {
            kind,
            from: whole.from,
            to: whole.to,
            by,
            against,
            against_days: None,
            months: 0,
        })
    };
    let sales = |by| ReportQuery::Sales(SalesQuery::alone(by, whole.from, whole.to));
    let single = |kind| statement(kind, StatementBy::Period, Against::Before);
    let wanted = [
        ("laba-rugi", single(StatementKind::Income)),
        ("laba-rugi-emkm", single(StatementKind::Emkm)),
        ("laba-rugi-per-bulan", statement(StatementKind::Income, StatementBy::Month, Against::Nothing)),
        ("neraca", single(StatementKind::Balance)),
        ("arus-kas", single(StatementKind::Cashflow)),
        ("ke-mana-labanya", single(StatementKind::Profit)),
        ("neraca-saldo", single(StatementKind::Trial)),
        ("catatan", ReportQuery::Notes { to: whole.to }),
        ("pajak", ReportQuery::Tax { from: whole.from, to: whole.to }),
        ("penjualan-per-produk", sales(SalesBy::Product)),
        ("nilai-stok", ReportQuery::Stock { to: whole.to }),
        ("utang-pemasok", ReportQuery::Payables { to: whole.to }),
        ("piutang", ReportQuery::Receivables { to: whole.to }),
        ("penjualan-per-toko", sales(SalesBy::Store)),
    ];
    let documents = book.read(|reader| {
        let drawing = Drawing::of(reader, ctx)?;
        let mut documents = Vec::new();
        let mut tables = Vec::new();
        for (name, query) in &wanted {
            let table = report_table(reader, ctx.today, query)?;
            for format in [ExportFormat::Xlsx, ExportFormat::CsvSemicolon] {
                documents.push(Document {
                    name: format!("{name}.{}", format.ending()),
                    bytes: drawing.file(&table, query.word(), format)?,
                    paper: None,
                });
            }
            tables.push(table);
        }
        let bytes = report(&tables, &drawing.head, &drawing.imprint, drawing.language).map_err(too_long)?;
        documents.insert(0, Document { name: format!("laporan-keuangan-{year}.pdf"), bytes, paper: None });
        let days = Days { from: Some(whole.from), to: Some(whole.to) };
        let (bytes, _) = hledger_journal(reader, days)?;
        documents.push(Document { name: "jurnal.journal".to_owned(), bytes, paper: None });
        let chart =
            drawing.file(&chart_table(reader)?, Sentence::new("daftar akun", "chart"), ExportFormat::CsvSemicolon)?;
        documents.push(Document { name: "daftar-akun.csv".to_owned(), bytes: chart, paper: None });
        Ok::<_, ActionError>(documents)
    })?;
    let mut all = documents;
    for format in [ExportFormat::Xlsx, ExportFormat::CsvSemicolon] {
        let days = Days { from: Some(whole.from), to: Some(whole.to) };
        let bytes = draw(book, ctx, ExportKind::Postings, format, days)?.bytes;
        all.push(Document { name: format!("jurnal.{}", format.ending()), bytes, paper: None });
    }
    let count = i64::try_from(all.len()).unwrap_or(0);
    book.write(ctx, &format!("year package {year}"), |tx| {
        let paths = all.iter().map(&mut *deliver).collect::<Result<Vec<_>, _>>()?;
        tx.record(
            &Activity::new(DocumentAct::Export, 0)
                .with("what", format!("buku tahun {year}"))
                .with("rows", count)
                .with("from", whole.from)
                .with("to", whole.to),
        )?;
        let message = Sentence::new(
            format!("Buku tahun {year}: {count} berkas untuk akuntan."),
            format!("Books of {year}: {count} files for an accountant."),
        );
        let path = paths.into_iter().next().unwrap_or_default();
        let documents = count;
        Ok::<_, ActionError>(Printed { path, documents, refused: Vec::new(), message })
    })
}

/// The chart of accounts as a list.
fn chart_table(book: &Reader<'_>) -> Result<Table, ActionError> {
    let said = Sentence::new;
    let row = |account: &runut_core::rows::AccountRow| {
        let (id, en) = account.kind.name();
        runut_core::TableRow::plain(vec![
            Cell::Number(account.id.0),
            Cell::Text(account.name.clone()),
            Cell::Said(said(id, en)),
            Cell::Yes(account.archived),
        ])
    };
    Ok(Table {
        title: said("Daftar akun", "Chart of accounts"),
        heads: vec![
            said("Nomor", "Number"),
            said("Akun", "Account"),
            said("Jenis", "Kind"),
            said("Diarsipkan", "Archived"),
        ],
        rows: book.chart()?.iter().map(row).collect(),
        ..Table::default()
    })
}
