//! Pictures of goods: any JPEG, PNG or WebP to a JPEG small enough for the book, and one small enough for a list.
//!
//! A picture's size is read and judged before a pixel is unpacked. What is kept is always drawn anew: nothing that a
//! file carries beside its pixels (place, camera, scripts) gets into the book.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use runut_core::Sentence;

/// A file's size at most: 25 MB.
pub const PICTURE_BYTES_MAX: u64 = 25 * 1024 * 1024;

/// Pixels at most: more than a phone's camera makes by default.
const PIXELS_MAX: u64 = 64_000_000;
/// Pixels of a side at most.
const SIDE_MAX: u32 = 20_000;
/// Bytes that reading one picture may take.
const MEMORY_MAX: u64 = 512 * 1024 * 1024;

/// Longest side in the book, in pixels.
const SIDE: u32 = 1_024;
/// Longest side in a list, in pixels.
const SIDE_SMALL: u32 = 128;
const QUALITY: u8 = 82;

/// A picture for the book, as JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// At most 1024 pixels a side.
    pub full: Vec<u8>,
    /// At most 128 pixels a side.
    pub thumbnail: Vec<u8>,
}

/// Why a file can't be a picture of goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Neither JPEG nor PNG nor WebP.
    #[error("not a JPEG, PNG or WebP")]
    Kind,
    /// More bytes than [`PICTURE_BYTES_MAX`].
    #[error("larger than 25 MB")]
    Bytes,
    /// More pixels than are read.
    #[error("{width} by {height} pixels")]
    Pixels {
        /// Width that it says it has.
        width: u32,
        /// Height that it says it has.
        height: u32,
    },
    /// It begins as a picture, but can't be read.
    #[error("damaged")]
    Damaged,
}

impl PictureError {
    /// The error for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Kind => "not_a_picture",
            Self::Bytes => "file_too_large",
            Self::Pixels { .. } => "picture_too_large",
            Self::Damaged => "picture_damaged",
        }
    }

    /// What is wrong and what to do, in both languages.
    #[must_use]
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Kind => Sentence::new(
                "Berkas ini bukan foto JPEG, PNG atau WebP. Pilih berkas lain.",
                "This file isn't a JPEG, PNG or WebP picture. Choose another.",
            ),
            Self::Bytes => Sentence::new(
                "Foto ini lebih dari 25 MB. Perkecil dulu, atau pilih foto lain.",
                "This picture is larger than 25 MB. Make it smaller, or choose another.",
            ),
            Self::Pixels { width, height } => Sentence::new(
                format!("Foto ini {width} × {height} piksel, terlalu besar. Perkecil dulu, atau pilih foto lain."),
                format!("This picture has {width} × {height} pixels, too many. Make it smaller, or choose another."),
            ),
            Self::Damaged => Sentence::new(
                "Foto ini rusak atau terpotong dan tidak bisa dibaca. Pilih foto lain.",
                "This picture is damaged or cut off and can't be read. Choose another.",
            ),
        }
    }
}

/// Reads a picture and draws it anew, upright, on white where it is transparent. The same bytes give the same picture.
///
/// # Errors
/// [`PictureError`]; whatever the bytes are, it never takes more memory than a large picture needs.
pub fn read_picture(bytes: &[u8]) -> Result<Picture, PictureError> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > PICTURE_BYTES_MAX {
        return Err(PictureError::Bytes);
    }
    let format = image::guess_format(bytes).map_err(|_| PictureError::Kind)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(PictureError::Kind);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| PictureError::Damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX || width.max(height) > SIDE_MAX {
        return Err(PictureError::Pixels { width, height });
    }
    // A camera held upright says so beside the pixels; what it says there may itself be damaged.
    let upright = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| PictureError::Damaged)?;
    image = fit(image, SIDE);
    if let Some(upright) = upright {
        image.apply_orientation(upright);
    }
    let full = on_white(&image);
    let small = on_white(&fit(image, SIDE_SMALL));
    Ok(Picture { full: jpeg(&full)?, thumbnail: jpeg(&small)? })
}

/// Scales down to `side` pixels a side; a smaller picture stays as it is.
fn fit(image: DynamicImage, side: u32) -> DynamicImage {
    if image.width().max(image.height()) > side { image.thumbnail(side, side) } else { image }
}

fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let from = image.to_rgba8();
    RgbImage::from_fn(from.width(), from.height(), |x, y| {
        let [r, g, b, a] = from.get_pixel(x, y).0;
        let over = |c: u8| {
            let mixed = (u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([over(r), over(g), over(b)])
    })
}

fn jpeg(image: &RgbImage) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(image).map_err(|_| PictureError::Damaged)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, Rgba, RgbaImage};
    use proptest::prelude::*;

    fn bytes(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        image.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    fn wide() -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(1_500, 300, |x, _| Rgb([u8::try_from(x / 6).unwrap(), 90, 10])))
    }

    fn size(jpeg: &[u8]) -> (u32, u32) {
        assert_eq!(image::guess_format(jpeg).unwrap(), ImageFormat::Jpeg);
        let image = image::load_from_memory(jpeg).unwrap();
        (image.width(), image.height())
    }

    #[test]
    fn every_format_becomes_two_jpegs_of_their_sizes() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let file = bytes(&wide(), format);
            let picture = read_picture(&file).unwrap();
            assert_eq!((size(&picture.full), size(&picture.thumbnail)), ((1_024, 205), (128, 26)), "{format:?}");
            assert_eq!(read_picture(&file).unwrap(), picture);
        }
        let small = DynamicImage::ImageRgb8(RgbImage::new(40, 30));
        assert_eq!(size(&read_picture(&bytes(&small, ImageFormat::Png)).unwrap().full), (40, 30));
    }

    #[test]
    fn what_is_transparent_is_white() {
        let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0])));
        let picture = read_picture(&bytes(&clear, ImageFormat::Png)).unwrap();
        let pixel = image::load_from_memory(&picture.full).unwrap().to_rgb8().get_pixel(4, 4).0;
        assert!(pixel.iter().all(|c| *c > 250), "{pixel:?}");
    }

    /// A phone's picture: its pixels lie on their side, and an EXIF segment says so.
    #[test]
    fn a_picture_taken_upright_stands_upright() {
        let plain = bytes(&wide(), ImageFormat::Jpeg);
        let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let turned = [&plain[..2], exif, &plain[2..]].concat();
        let picture = read_picture(&turned).unwrap();
        assert_eq!(size(&picture.full), (205, 1_024));
        assert!(!picture.full.windows(4).any(|w| w == b"Exif"), "nothing beside the pixels is kept");
    }

    #[test]
    fn hostile_files_are_refused() {
        let png = bytes(&wide(), ImageFormat::Png);
        // The header's width and height, with its checksum set right.
        let mut bomb = bytes(&DynamicImage::ImageLuma8(image::GrayImage::new(1, 1)), ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        let sum = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(read_picture(&bomb), Err(PictureError::Pixels { width: 65_535, height: 65_535 }));
        assert_eq!(read_picture(&png[..png.len() / 2]), Err(PictureError::Damaged));
        assert_eq!(read_picture(b"\xff\xd8\xff\xe0"), Err(PictureError::Damaged));
        for garbage in [&b""[..], b"GIF89a...", b"<svg onload=alert(1)>", b"%PDF-1.7", b"PK\x03\x04"] {
            assert_eq!(read_picture(garbage), Err(PictureError::Kind));
        }
        let large = usize::try_from(PICTURE_BYTES_MAX).unwrap() + 1;
        assert_eq!(read_picture(&vec![0; large]), Err(PictureError::Bytes));
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |mut sum, byte| {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            }
            sum
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
        /// Sound files with bytes changed: a picture or a sentence, never a panic.
        #[test]
        fn no_bytes_panic(kind in 0usize..3, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
            let image = DynamicImage::ImageRgb8(RgbImage::from_fn(24, 18, |x, y| Rgb([u8::try_from(x * y % 251).unwrap(), 3, 7])));
            let mut file = bytes(&image, [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP][kind]);
            for (at, byte) in changes {
                let at = at.index(file.len());
                file[at] = byte;
            }
            let _ = read_picture(&file);
        }
    }
}
