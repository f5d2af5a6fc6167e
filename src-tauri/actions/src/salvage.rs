//! What is still readable of a damaged book: its lists as files, and the book itself where nothing is missing.

use std::path::Path;

use runut_core::export::Days;
use runut_core::rows::{ExportFormat, ExportKind, Salvaged, SalvagedList};
use runut_core::{Instant, Language, Refusal, Sentence, Zone};
use runut_documents::{Between, CsvSheet};
use runut_store::backup::Progress;
use runut_store::salvage::Salvage;
use runut_store::{Reader, StoreError, reports};

use crate::ActionError;

/// Saves what can be read of the book at `path` in a new folder inside `folder`: every list, and where nothing is missing
/// and the audit finds nothing, a book that can be restored as a backup is. The damaged file isn't touched.
///
/// # Errors
/// `foreign_book` where the file never was a book; `salvage_nothing` where nothing of it can be read; `backup_place` where
/// the folder can't be written; `cancelled`. Nothing is left then.
pub fn salvage(path: &Path, folder: &Path, now: Instant, progress: Progress<'_>) -> Result<Salvaged, ActionError> {
    let salvage = Salvage::of(path, folder, progress)?;
    if salvage.rows() == 0 {
        return Err(nothing().into());
    }
    let (zone, language) = salvage.book().read(|reader| {
        let shop = reader.shop().ok().flatten();
        Ok::<_, StoreError>(shop.map_or((Zone::default(), Language::default()), |shop| (shop.zone, shop.language)))
    })?;
    let mut lists = Vec::new();
    for kind in ExportKind::ALL {
        let word = kind.word();
        let file = format!("{}.csv", word.id.replace(' ', "-"));
        let (rows, bytes) = salvage.book().read(|reader| drawn(reader, kind, zone, language))?;
        salvage.put(&file, &bytes)?;
        lists.push(SalvagedList { kind, word, file, rows, left_out: salvage.left_out(kind) });
    }
    let beside = salvage.left_out_beside();
    let whole = salvage.is_whole();
    let stamp = zone.local(now).format("%Y%m%d-%H%M");
    let names = (1..1_000).map(|nth| match nth {
        1 => format!("runut-terbaca-{stamp}"),
        nth => format!("runut-terbaca-{stamp}-{nth}"),
    });
    let kept = salvage.keep(whole, names)?;
    let folder = kept.folder.display().to_string();
    let message = came_to(&lists, beside, whole, &folder);
    Ok(Salvaged { folder, lists, beside, book: kept.book.map(|path| path.display().to_string()), message })
}

fn drawn(reader: &Reader<'_>, kind: ExportKind, zone: Zone, language: Language) -> Result<(i64, Vec<u8>), ActionError> {
    let mut sheet = CsvSheet::new(&reports::export_heads(kind, ExportFormat::Csv), Between::Comma, zone, language)?;
    reports::export(reader, zone, kind, ExportFormat::Csv, Days::default(), &mut |cells| {
        Ok::<_, ActionError>(sheet.row(cells)?)
    })?;
    Ok((sheet.rows(), sheet.finish()?))
}

fn came_to(lists: &[SalvagedList], beside: bool, whole: bool, folder: &str) -> Sentence {
    let said = Sentence::new(format!("Yang terbaca ada di {folder}."), format!("What can be read lies in {folder}."));
    if whole {
        return said.and(&Sentence::new(
            "Tidak ada yang hilang: buku.runut di sana lengkap. Pulihkan dari berkas itu.",
            "Nothing is missing: buku.runut there is the whole book. Restore it.",
        ));
    }
    let known: i64 = lists.iter().filter_map(|list| list.left_out).sum();
    let some = beside || lists.iter().any(|list| list.left_out != Some(0));
    let lost = match (some, lists.iter().all(|list| list.left_out.is_some())) {
        (false, _) => Sentence::new(
            "Semua baris terbaca, tapi pemeriksaan menemukan isi yang tidak cocok.",
            "Every row could be read, but the audit finds contents that don't agree.",
        ),
        (true, true) => {
            Sentence::new(format!("{known} baris tidak terbaca."), format!("{known} rows couldn't be read."))
        }
        (true, false) => Sentence::new(
            format!("Sedikitnya {known} baris tidak terbaca."),
            format!("At least {known} rows couldn't be read."),
        ),
    };
    said.and(&lost).and(&Sentence::new(
        "Pulihkan cadangan terakhir, lalu bandingkan dengan daftar ini.",
        "Restore the last backup and compare it with these lists.",
    ))
}

fn nothing() -> Refusal {
    Refusal::new(
        "salvage_nothing",
        "Tidak ada yang bisa dibaca dari berkas ini. Pulihkan dari cadangan.",
        "Nothing of this file can be read. Restore a backup.",
    )
}
