//! Pictures: whatever is accepted becomes two JPEGs of their sizes.

use runut_intake::read_picture;

use crate::said;
use crate::shop::sound;

/// How a PNG begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

pub(crate) fn read(bytes: &[u8]) {
    let bytes = with_checksums(bytes);
    let picture = match read_picture(&bytes) {
        Ok(picture) => picture,
        Err(error) => return said(&error.sentence()),
    };
    assert_eq!(Ok(&picture), read_picture(&bytes).as_ref(), "the same bytes");
    for (jpeg, side) in [(&picture.full, 1_024), (&picture.thumbnail, 128)] {
        assert_eq!(sound(image::guess_format(jpeg)), image::ImageFormat::Jpeg);
        let image = sound(image::load_from_memory(jpeg));
        assert!((1..=side).contains(&image.width()) && (1..=side).contains(&image.height()), "{side}");
    }
}

/// A PNG's chunks with right checksums: a change would end at the first one otherwise.
fn with_checksums(bytes: &[u8]) -> Vec<u8> {
    let mut png = bytes.to_vec();
    let mut at = PNG.len();
    while bytes.starts_with(PNG) && at + 12 <= png.len() {
        let length = u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]) as usize;
        let Some(sum) = at.checked_add(8).and_then(|at| at.checked_add(length)).filter(|sum| sum + 4 <= png.len())
        else {
            break;
        };
        let right = crc(&png[at + 4..sum]);
        png[sum..sum + 4].copy_from_slice(&right.to_be_bytes());
        at = sum + 4;
    }
    png
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
