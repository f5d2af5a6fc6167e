//! What is exported as a workbook opens in LibreOffice with the figures that it has here: `make office-test`.

use std::path::Path;
use std::process::Command;

use runut_actions::{Years, open_years, report_file};
use runut_core::rows::{
    Against, ExportFormat, LedgerQuery, NewShop, ReportQuery, SalesBy, SalesQuery, StatementBy, StatementKind,
    StatementQuery,
};
use runut_core::{AccountId, Day, Instant, Zone};
use runut_store::Book;

/// 2026-11-22 09:00 WIB.
const MORNING: Instant = Instant(1_795_312_800_000);

/// Rows of cells that hold something: figures bare of what separates them, texts as they are.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let bare = |cell: &str| {
            let parts: Vec<&str> = cell.split('/').collect();
            match (cell.replace(',', "").parse::<f64>(), &parts[..]) {
                (Ok(figure), _) => format!("{figure}"),
                // A day, as LibreOffice writes it in English.
                (Err(_), [month, day, year]) if year.len() == 4 => format!("{year}-{month}-{day}"),
                _ => cell.trim().to_owned(),
            }
        };
        row.unwrap().iter().map(bare).filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
    });
    rows.filter(|row| !row.is_empty()).collect()
}

/// What LibreOffice reads in the sheets of a workbook: figures as they are, not as they are shown.
fn opened(folder: &Path, workbook: &Path) -> String {
    let home = format!("-env:UserInstallation=file://{}", folder.join("home").display());
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    let out = folder.join("opened");
    let mut soffice = Command::new("soffice");
    soffice.args([&home, "--headless", "--norestore", "--convert-to", filter, "--outdir"]).arg(&out).arg(workbook);
    let run = soffice.output().expect("LibreOffice isn't installed: make office-test does it");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut sheets: Vec<_> = std::fs::read_dir(&out).unwrap().map(|file| file.unwrap().path()).collect();
    sheets.sort();
    let text = sheets.iter().map(|sheet| std::fs::read_to_string(sheet).unwrap()).collect();
    std::fs::remove_dir_all(&out).unwrap();
    text
}

#[test]
#[ignore = "needs LibreOffice: make office-test"]
fn workbooks_of_reports_have_the_same_figures_in_libreoffice() {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join("buku.runut")).unwrap();
    let (name, owner) = ("Toko Uji".to_owned(), "Ratna".to_owned());
    let shop = NewShop { name, owner, address: String::new(), phone: String::new(), zone: Zone::Wib };
    open_years(&book, &shop, Years { orders: 2_000, open: 50, seed: 5 }, MORNING, "years", &mut |_| ()).unwrap();
    let (from, to) = (Day(20_260_101), Day(20_261_122));
    let statement = |kind, by| {
        let (against, months) = (Against::Before, 3);
        ReportQuery::Statement(StatementQuery { kind, from, to, by, against, against_days: None, months })
    };
    let accounts = vec![AccountId(1102)];
    let ledger = LedgerQuery { accounts, store: None, from, to, newest: true, after: None, limit: 50 };
    let reports = [
        statement(StatementKind::Income, StatementBy::Period),
        statement(StatementKind::Income, StatementBy::Month),
        statement(StatementKind::Income, StatementBy::Store),
        statement(StatementKind::Emkm, StatementBy::Period),
        statement(StatementKind::Balance, StatementBy::Period),
        statement(StatementKind::Cashflow, StatementBy::Month),
        statement(StatementKind::Trial, StatementBy::Period),
        ReportQuery::Ledger(ledger),
        ReportQuery::Tax { from, to },
        ReportQuery::Sales(SalesQuery::alone(SalesBy::Product, from, to)),
        ReportQuery::Stock { to },
        ReportQuery::Receivables { to },
    ];
    let mut at = 0;
    let mut file = |query: &ReportQuery, format| {
        at += 1;
        let ctx = book.context(None, MORNING, &format!("file {at}")).unwrap();
        let mut bytes = Vec::new();
        let mut keep = |document: &runut_actions::Document| {
            bytes.clone_from(&document.bytes);
            Ok(document.name.clone())
        };
        report_file(&book, &ctx, query, format, &mut keep).map(|_| bytes).unwrap()
    };
    for query in &reports {
        let workbook = folder.path().join("laporan.xlsx");
        std::fs::write(&workbook, file(query, ExportFormat::Xlsx)).unwrap();
        let theirs = cells(&opened(folder.path(), &workbook));
        let ours = cells(&String::from_utf8(file(query, ExportFormat::Csv)).unwrap());
        let figures = ours.iter().flatten().filter(|cell| cell.parse::<f64>().is_ok()).count();
        assert!(figures > 3, "{query:?}: {ours:?}");
        assert_eq!(theirs, ours, "{query:?}");
    }
}
