//! A workbook's archive as if its sheets lay in it unpacked: they are unpacked once, on a thread of their own, and measured
//! before the spreadsheet reader sees them.
//!
//! What the reader is shown: the file's own bytes, behind them each sheet with a header, and a directory that knows the
//! sheets there and everything else in its place.
//! Invariant: every byte of a sheet is counted before it is handed out, and a file whose sheets weren't all unpacked to
//! their ends and found whole is refused (by [`Sheets::finish`] at the latest).

use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use zip::CompressionMethod;

use crate::IntakeError;
use crate::zip_guard::{BREATH, CHUNK, Entry, Meter, check};

/// Chunks that wait to be read: half a megabyte.
const AHEAD: usize = 8;

/// The archive's sheets, as far as they are unpacked.
pub(crate) struct Sheets<'s, 'b> {
    scope: &'s Scope<'s, 'b>,
    bytes: &'b [u8],
    alive: &'b dyn Fn() -> ControlFlow<()>,
    entries: Vec<Arc<Entry>>,
    whole: Vec<bool>,
    now: Option<Unpacking>,
    refused: Option<IntakeError>,
}

/// A sheet that is being unpacked.
struct Unpacking {
    sheet: usize,
    chunks: Receiver<Result<Vec<u8>, IntakeError>>,
    chunk: Vec<u8>,
    used: usize,
    /// Bytes handed out.
    at: u64,
    count: u32,
}

impl<'s, 'b> Sheets<'s, 'b> {
    /// Why the archive can't be read, if that has come to light: the spreadsheet reader only knows that it couldn't.
    pub(crate) fn refusal(&mut self) -> Option<IntakeError> {
        self.refused.take()
    }

    /// Unpacks what nobody has read, so that every sheet is known to be whole.
    pub(crate) fn finish(&mut self) -> Result<(), IntakeError> {
        for sheet in 0..self.entries.len() {
            while !self.whole[sheet] {
                let now = self.unpacking(sheet);
                now.used = now.chunk.len();
                self.next(sheet)?;
            }
        }
        Ok(())
    }

    /// The sheet that is being unpacked; from its beginning where it was another one.
    fn unpacking(&mut self, sheet: usize) -> &mut Unpacking {
        let (entries, bytes, scope) = (&self.entries, self.bytes, self.scope);
        let begin = || {
            let (sender, chunks) = sync_channel(AHEAD);
            let entry = Arc::clone(&entries[sheet]);
            scope.spawn(move || unpack(&entry, bytes, &sender));
            Unpacking { sheet, chunks, chunk: Vec::new(), used: 0, at: 0, count: 0 }
        };
        self.now.take_if(|now| now.sheet != sheet);
        self.now.get_or_insert_with(begin)
    }

    /// Waits for the next chunk of the sheet that is being unpacked; false at its end.
    fn next(&mut self, sheet: usize) -> Result<bool, IntakeError> {
        let alive = self.alive;
        let now = self.unpacking(sheet);
        now.count = now.count.wrapping_add(1);
        if now.count.is_multiple_of(BREATH) && alive().is_break() {
            return Err(IntakeError::Cancelled);
        }
        match now.chunks.recv() {
            Ok(Ok(chunk)) => {
                (now.chunk, now.used) = (chunk, 0);
                Ok(true)
            }
            Ok(Err(refusal)) => {
                self.now = None;
                Err(refusal)
            }
            Err(_) => {
                self.whole[sheet] = true;
                Ok(false)
            }
        }
    }

    /// Reads from a place in a sheet.
    fn read(&mut self, sheet: usize, at: u64, buffer: &mut [u8]) -> Result<usize, IntakeError> {
        self.now.take_if(|now| now.sheet != sheet || now.at > at);
        loop {
            let now = self.unpacking(sheet);
            let waiting = &now.chunk[now.used..];
            if waiting.is_empty() {
                if !self.next(sheet)? {
                    return Ok(0);
                }
                continue;
            }
            // Nobody reads from the middle of a sheet; who does waits for it.
            let skipped = usize::try_from(at - now.at).unwrap_or(usize::MAX).min(waiting.len());
            let waiting = &waiting[skipped..];
            let read = waiting.len().min(buffer.len());
            buffer[..read].copy_from_slice(&waiting[..read]);
            now.used += skipped + read;
            now.at += (skipped + read) as u64;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
        }
    }
}

/// Unpacks a sheet and hands its chunks over, counted; a refusal is the last that is handed over. Ends early where nobody
/// takes them any more.
fn unpack(entry: &Entry, bytes: &[u8], sender: &SyncSender<Result<Vec<u8>, IntakeError>>) {
    let work = || {
        let mut meter = Meter::new(&String::from_utf8_lossy(&entry.name));
        let damaged = |what: &str| IntakeError::Damaged(format!("{}: {what}", String::from_utf8_lossy(&entry.name)));
        let packed = bytes.get(entry.packed.clone()).ok_or_else(|| damaged("cut off"))?;
        let mut source: Box<dyn Read> = match entry.method {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(packed)),
            other => return Err(damaged(&format!("packed by {other}"))),
        };
        let (mut crc, mut left) = (Crc::new(), entry.size);
        loop {
            let mut chunk = vec![0; CHUNK];
            let read = source.read(&mut chunk).map_err(|e| damaged(&e.to_string()))?;
            if read == 0 {
                break;
            }
            chunk.truncate(read);
            meter.count(&chunk)?;
            crc.update(&chunk);
            left = left.checked_sub(read as u64).ok_or_else(|| damaged("longer than it says"))?;
            if sender.send(Ok(chunk)).is_err() {
                return Ok(());
            }
        }
        if left == 0 && crc.sum() == entry.crc { Ok(()) } else { Err(damaged("its checksum is another")) }
    };
    let ended = catch_unwind(AssertUnwindSafe(work));
    let ended = ended.unwrap_or_else(|_| Err(IntakeError::Damaged("the archive can't be unpacked".to_owned())));
    if let Err(refusal) = ended {
        drop(sender.send(Err(refusal))); // nobody listens to a reader that has stopped
    }
}

/// What lies at a place of the archive.
enum Piece<'b> {
    Bytes(&'b [u8]),
    Made(Vec<u8>),
    Sheet(usize),
}

/// The archive with its sheets unpacked.
pub(crate) struct Unpacked<'s, 'b> {
    /// Where each piece begins, and the piece.
    pieces: Vec<(u64, Piece<'b>)>,
    end: u64,
    at: u64,
    sheets: Rc<RefCell<Sheets<'s, 'b>>>,
}

impl<'s, 'b> Unpacked<'s, 'b> {
    /// The archive that passes the guard, and its sheets.
    pub(crate) fn open(
        bytes: &'b [u8],
        scope: &'s Scope<'s, 'b>,
        alive: &'b dyn Fn() -> ControlFlow<()>,
    ) -> Result<(Self, Rc<RefCell<Sheets<'s, 'b>>>), IntakeError> {
        let entries = check(bytes, alive)?;
        let too_large = || IntakeError::TooLarge("four gigabytes in all".to_owned());
        let short = |n: u64| u32::try_from(n).map_err(|_| too_large());
        let mut pieces = vec![(0, Piece::Bytes(bytes))];
        let mut end = bytes.len() as u64;
        let mut directory = Vec::new();
        let mut sheets = Vec::new();
        let count = u16::try_from(entries.len()).map_err(|_| too_large())?;
        for mut entry in entries {
            let packed = if entry.sheet { entry.size } else { entry.packed.len() as u64 };
            let facts = Facts {
                method: if entry.sheet { 0 } else { method(entry.method)? },
                crc: entry.crc,
                packed: short(packed)?,
                size: short(entry.size)?,
                name: std::mem::take(&mut entry.name),
            };
            let header = if entry.sheet { end } else { entry.header };
            facts.list(&mut directory, short(header)?)?;
            if entry.sheet {
                let made = facts.header()?;
                let data = end + made.len() as u64;
                pieces.push((end, Piece::Made(made)));
                pieces.push((data, Piece::Sheet(sheets.len())));
                end = data + entry.size;
                sheets.push(Arc::new(Entry { name: facts.name, ..entry }));
            }
        }
        let start = end;
        let length = directory.len();
        directory.extend(*b"PK\x05\x06\0\0\0\0");
        directory.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
        directory.extend([short(length as u64)?.to_le_bytes(), short(start)?.to_le_bytes()].concat());
        directory.extend([0, 0]);
        end += directory.len() as u64;
        pieces.push((start, Piece::Made(directory)));
        let whole = vec![false; sheets.len()];
        let sheets = Sheets { scope, bytes, alive, entries: sheets, whole, now: None, refused: None };
        let sheets = Rc::new(RefCell::new(sheets));
        Ok((Self { pieces, end, at: 0, sheets: Rc::clone(&sheets) }, sheets))
    }
}

fn method(method: CompressionMethod) -> Result<u16, IntakeError> {
    match method {
        CompressionMethod::Stored => Ok(0),
        CompressionMethod::Deflated => Ok(8),
        other => Err(IntakeError::Damaged(format!("packed by {other}"))),
    }
}

/// What header and directory say of an entry. Source: PKWARE's APPNOTE.TXT, 4.3.7 and 4.3.12.
struct Facts {
    method: u16,
    crc: u32,
    packed: u32,
    size: u32,
    name: Vec<u8>,
}

impl Facts {
    /// Version, flags (the name is UTF-8 where it is text at all), method, no time, checksum, sizes, lengths.
    fn common(&self) -> Result<Vec<u8>, IntakeError> {
        let flags: u16 = if std::str::from_utf8(&self.name).is_ok() { 1 << 11 } else { 0 };
        let length =
            u16::try_from(self.name.len()).map_err(|_| IntakeError::Damaged("a name is too long".to_owned()))?;
        let mut out = Vec::new();
        out.extend([20u16, flags, self.method, 0, 0x21].map(u16::to_le_bytes).concat());
        out.extend([self.crc, self.packed, self.size].map(u32::to_le_bytes).concat());
        out.extend([length, 0].map(u16::to_le_bytes).concat());
        Ok(out)
    }

    fn header(&self) -> Result<Vec<u8>, IntakeError> {
        Ok([b"PK\x03\x04", self.common()?.as_slice(), &self.name].concat())
    }

    /// Adds it to the directory; its header lies at `header`.
    fn list(&self, directory: &mut Vec<u8>, header: u32) -> Result<(), IntakeError> {
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(self.common()?);
        directory.extend([0; 10]); // comment, disk, attributes
        directory.extend(header.to_le_bytes());
        directory.extend(&self.name);
        Ok(())
    }
}

impl Read for Unpacked<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let next = self.pieces.partition_point(|(start, _)| *start <= self.at);
        let Some((start, piece)) = next.checked_sub(1).and_then(|i| self.pieces.get(i)) else { return Ok(0) };
        let (inside, end) = (self.at - start, self.pieces.get(next).map_or(self.end, |(start, _)| *start));
        let room = usize::try_from(end.saturating_sub(self.at)).unwrap_or(usize::MAX).min(buffer.len());
        let buffer = &mut buffer[..room];
        let mut from = |bytes: &[u8]| {
            let bytes = usize::try_from(inside).ok().and_then(|inside| bytes.get(inside..)).unwrap_or_default();
            let read = bytes.len().min(room);
            buffer[..read].copy_from_slice(&bytes[..read]);
            read
        };
        let read = match piece {
            Piece::Bytes(bytes) => from(bytes),
            Piece::Made(bytes) => from(bytes),
            Piece::Sheet(_) if room == 0 => 0,
            Piece::Sheet(sheet) => {
                let mut sheets = self.sheets.borrow_mut();
                sheets.read(*sheet, inside, buffer).map_err(|refusal| {
                    sheets.refused = Some(refusal);
                    io::Error::from(io::ErrorKind::InvalidData)
                })?
            }
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Unpacked<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(to) => Some(to),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = to.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
