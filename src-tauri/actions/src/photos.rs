//! Pictures of goods, and of receipts.

use runut_core::activity::{Activity, VariantAct};
use runut_core::{ActivityId, PhotoId, Refusal, VariantId, fingerprint};
use runut_intake::{Picture as Drawn, read_picture};
use runut_store::{Book, Context, Tx};

use crate::{ActionError, Done};

/// A picture that is drawn and waits to be kept: outside of a write, for drawing a large one takes its time.
pub(crate) struct Picture {
    drawn: Drawn,
    pub digest: String,
}

impl Picture {
    /// Draws the picture in a file's bytes.
    ///
    /// # Errors
    /// `not_a_picture`, `file_too_large`, `picture_too_large`, `picture_damaged`.
    pub fn read(file: &[u8]) -> Result<Self, ActionError> {
        let drawn = read_picture(file)?;
        Ok(Self { digest: fingerprint(&drawn.full), drawn })
    }

    /// Keeps it in the book, once: as the one that is there already, or as a new one of this activity.
    pub fn kept(&self, tx: &mut Tx<'_>, activity: ActivityId) -> Result<PhotoId, ActionError> {
        Ok(match tx.photo_by_digest(&self.digest)? {
            Some(known) => known,
            None => tx.insert_photo(activity, &self.digest, &self.drawn.full, &self.drawn.thumbnail)?,
        })
    }
}

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
    let picture = file.map(Picture::read).transpose()?;
    let digest = picture.as_ref().map(|picture| &picture.digest);
    book.write(ctx, &format!("photo {variants:?} {digest:?}"), |tx| {
        let mut photo = digest.map(|digest| tx.photo_by_digest(digest)).transpose()?.flatten();
        for variant in variants {
            let what = tx.variant(*variant)?.what();
            let before = tx.photo_of(*variant)?;
            if before == photo && (before.is_some() || picture.is_none()) {
                continue;
            }
            let act = if picture.is_some() { VariantAct::Photo } else { VariantAct::PhotoOff };
            let activity = tx.record(&Activity::new(act, variant.0).with("what", &what))?;
            if let (None, Some(picture)) = (photo, &picture) {
                photo = Some(picture.kept(tx, activity)?);
            }
            tx.set_photo(*variant, photo)?;
        }
        Ok::<_, ActionError>(photo)
    })
}
