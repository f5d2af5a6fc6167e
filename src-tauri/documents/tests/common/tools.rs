#![allow(dead_code)]
//! The independent programs that judge the documents. A missing one fails the test, it never skips it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that is gone at the end of the test.
pub struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// Writes a document and tells where.
    pub fn pdf(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(format!("{name}.pdf"));
        std::fs::write(&path, bytes).expect("the document can be written");
        path
    }

    /// The only page of a document as a picture of `dpi`.
    pub fn picture(&self, pdf: &Path, dpi: u32) -> PathBuf {
        let stem = pdf.with_extension("");
        let dpi = dpi.to_string();
        let options = ["-r", &dpi, "-gray", "-png", "-singlefile"].map(OsStr::new);
        run("pdftoppm", "poppler-utils", &[&options[..], &[pdf.as_os_str(), stem.as_os_str()]].concat());
        stem.with_extension("png")
    }

    /// A page of a document as a picture of `dpi`, or so much of it: left, top, width and height in mm.
    pub fn part(&self, pdf: &Path, page: usize, dpi: u32, area: Option<[f64; 4]>) -> PathBuf {
        let stem = pdf.with_extension(format!("{page}"));
        let (page, resolution) = (page.to_string(), dpi.to_string());
        let mut args: Vec<String> =
            ["-r", &resolution, "-f", &page, "-l", &page, "-gray", "-png", "-singlefile"].map(str::to_owned).to_vec();
        for (name, mm) in ["-x", "-y", "-W", "-H"].iter().zip(area.iter().flatten()) {
            args.extend([(*name).to_owned(), format!("{:.0}", mm / 25.4 * f64::from(dpi))]);
        }
        args.extend([pdf.display().to_string(), stem.display().to_string()]);
        run("pdftoppm", "poppler-utils", &args);
        PathBuf::from(format!("{}.png", stem.display()))
    }

    /// The pages as grey images of `dpi`, in order.
    pub fn grey(&self, pdf: &Path, dpi: u32, options: &[&str]) -> Vec<PathBuf> {
        let stem = pdf.with_extension("");
        let mut args = vec!["-r".to_owned(), dpi.to_string(), "-gray".to_owned()];
        args.extend(options.iter().map(|o| (*o).to_owned()));
        args.extend([pdf.display().to_string(), stem.display().to_string()]);
        run("pdftoppm", "poppler-utils", &args);
        let name = format!("{}-", stem.file_name().unwrap_or_default().to_string_lossy());
        let files = std::fs::read_dir(self.folder.path()).expect("the folder can be read");
        let mut out: Vec<PathBuf> = files.map(|f| f.expect("a file").path()).collect();
        out.retain(|p| {
            let file = p.file_name().unwrap_or_default().to_string_lossy().into_owned();
            file.starts_with(&name) && file.ends_with(".pgm")
        });
        out.sort();
        out
    }
}

/// What zbar reads in a picture as Code128.
pub fn zbar(image: &Path) -> String {
    zbar_as(image, "code128")
}

/// What zbar reads in a picture as one kind of code (`code128`, `qrcode`).
pub fn zbar_as(image: &Path, kind: &str) -> String {
    let enable = format!("-S{kind}.enable");
    let options = ["--quiet", "--raw", "-Sdisable", &enable].map(OsStr::new);
    let output = output("zbarimg", "zbar-tools", &[&options[..], &[image.as_os_str()]].concat());
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// What ZXing reads in a picture as Code128.
pub fn zxing(image: &Path) -> String {
    zxing_as(image, "Code128")
}

/// What ZXing reads in a picture as one kind of code (`Code128`, `QRCode`). Without `-noscale` its version 1.4 aborts
/// where it finds a code at two scales.
pub fn zxing_as(image: &Path, kind: &str) -> String {
    let options = ["-noscale", "-format", kind].map(OsStr::new);
    let output = output("ZXingReader", "zxing-cpp-tools", &[&options[..], &[image.as_os_str()]].concat());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find_map(|line| line.strip_prefix("Text:")).unwrap_or("nothing");
    line.trim().trim_matches('"').to_owned()
}

/// Runs a tool; fails if it isn't there.
pub fn output<S: AsRef<OsStr>>(tool: &str, package: &str, args: &[S]) -> Output {
    match Command::new(tool).args(args).output() {
        Ok(output) => output,
        Err(e) => panic!("this test needs {tool} (Debian package {package}): {e}"),
    }
}

/// Runs a tool that must succeed; its output.
pub fn run<S: AsRef<OsStr>>(tool: &str, package: &str, args: &[S]) -> String {
    let output = output(tool, package, args);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{tool}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

/// The text of a document in the order in which it was drawn, a string a page.
pub fn text(pdf: &Path) -> Vec<String> {
    let text = run("pdftotext", "poppler-utils", &[OsStr::new("-raw"), pdf.as_os_str(), OsStr::new("-")]);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop(); // behind the last form feed
    pages
}

/// Fails if the texts don't follow each other in `page`.
pub fn assert_order(page: &str, texts: &[&str]) {
    let mut from = 0;
    for text in texts {
        let found = page.get(from..).and_then(|rest| rest.find(text));
        let at = found.unwrap_or_else(|| panic!("{text:?} is missing, or not behind what precedes it, in:\n{page}"));
        from += at + text.len();
    }
}

/// A grey image: width, height and pixels.
pub fn pixels(path: &Path) -> (usize, usize, Vec<u8>) {
    let bytes = std::fs::read(path).expect("the image can be read");
    let mut fields = Vec::new();
    let mut at = 0;
    while fields.len() < 4 {
        let end = at + bytes[at..].iter().position(u8::is_ascii_whitespace).expect("a head");
        fields.push(String::from_utf8_lossy(&bytes[at..end]).into_owned());
        at = end + 1;
    }
    assert_eq!((fields[0].as_str(), fields[3].as_str()), ("P5", "255"));
    (fields[1].parse().expect("a width"), fields[2].parse().expect("a height"), bytes[at..].to_vec())
}
