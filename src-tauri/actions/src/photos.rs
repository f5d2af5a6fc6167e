//! Pictures of goods.

use runut_core::activity::{Activity, VariantAct};
use runut_core::{PhotoId, Refusal, VariantId, fingerprint};
use runut_intake::read_picture;
use runut_store::{Book, Context};

use crate::{ActionError, Done};

/// Gives variants the picture in a file's bytes; without bytes takes theirs away. Answers the picture's key.
///
/// # Errors
/// `no_variants` where none is named; `not_a_picture`, `file_too_large`, `picture_too_large`, `picture_damaged`;
/// `missing` for an unknown variant.
pub fn set_photo(book: &Book, ctx: &Context, variants: &[VariantId], file: Option<&[u8]>) -> Done<Option<PhotoId>> {
    if variants.is_empty() {
        let (id, en) = ("Pilih barangnya dulu.", "Choose the goods first.");
        return Err(Refusal::new("no_variants", id, en).into());
    }
    // Outside of the write: drawing a large picture takes its time.
    let picture = file.map(read_picture).transpose()?;
    let digest = picture.as_ref().map(|picture| fingerprint(&picture.full));
    book.write(ctx, &format!("photo {variants:?} {digest:?}"), |tx| {
        let mut photo = match &digest {
            Some(digest) => tx.photo_by_digest(digest)?,
            None => None,
        };
        for variant in variants {
            let what = tx.variant(*variant)?.what();
            let before = tx.photo_of(*variant)?;
            if before == photo && (before.is_some() || picture.is_none()) {
                continue;
            }
            let act = if picture.is_some() { VariantAct::Photo } else { VariantAct::PhotoOff };
            let activity = tx.record(&Activity::new(act, variant.0).with("what", &what))?;
            if let (None, Some(picture), Some(digest)) = (photo, &picture, &digest) {
                photo = Some(tx.insert_photo(activity, digest, &picture.full, &picture.thumbnail)?);
            }
            tx.set_photo(*variant, photo)?;
        }
        Ok::<_, ActionError>(photo)
    })
}
