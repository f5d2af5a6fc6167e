//! Pictures of goods and receipts, in the book as JPEG; one picture is kept once, however many variants show it.

use runut_core::{ActivityId, PhotoId, VariantId};
use rusqlite::{OptionalExtension, params};

use crate::{Reader, StoreError, Topic, Tx};

/// Which form of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoSize {
    /// As kept.
    Full,
    /// For lists.
    Thumbnail,
}

impl Reader<'_> {
    /// A picture's bytes; none where there is no such picture (any more).
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn photo(&self, id: PhotoId, size: PhotoSize) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = self.conn.prepare_cached(match size {
            PhotoSize::Full => "SELECT picture AS bytes FROM photo WHERE id = ?1",
            PhotoSize::Thumbnail => "SELECT thumbnail AS bytes FROM photo WHERE id = ?1",
        })?;
        Ok(statement.query_row([id.0], |row| row.get("bytes")).optional()?)
    }

    /// The picture of that digest.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn photo_by_digest(&self, digest: &str) -> Result<Option<PhotoId>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT id FROM photo WHERE digest = ?1")?
            .query_row([digest], |row| Ok(PhotoId(row.get("id")?)))
            .optional()?)
    }

    /// A variant's picture.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is no such variant.
    pub fn photo_of(&self, variant: VariantId) -> Result<Option<PhotoId>, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT photo_id FROM variant WHERE id = ?1")?
            .query_row([variant.0], |row| Ok(row.get::<_, Option<i64>>("photo_id")?.map(PhotoId)))
            .optional()?;
        found.ok_or_else(|| StoreError::Missing(format!("Varian {variant}")))
    }
}

impl Tx<'_> {
    /// Keeps a picture. Its key is the activity's: a key is never given twice, so that whoever keeps a picture by its key
    /// never shows another.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_photo(
        &mut self,
        activity: ActivityId,
        digest: &str,
        picture: &[u8],
        thumbnail: &[u8],
    ) -> Result<PhotoId, StoreError> {
        self.conn
            .prepare_cached("INSERT INTO photo (id, digest, picture, thumbnail) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![activity.0, digest, picture, thumbnail])?;
        Ok(PhotoId(activity.0))
    }

    /// Gives a variant a picture, or none. A picture that nobody shows any more goes from the book.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn set_photo(&mut self, variant: VariantId, photo: Option<PhotoId>) -> Result<(), StoreError> {
        let before = self.photo_of(variant)?;
        self.conn
            .prepare_cached("UPDATE variant SET photo_id = ?2 WHERE id = ?1")?
            .execute(params![variant.0, photo.map(|p| p.0)])?;
        if let Some(before) = before.filter(|before| Some(*before) != photo) {
            self.forget_photo(before)?;
        }
        self.touch(Topic::Products);
        self.touch(Topic::Stock);
        Ok(())
    }

    /// Lets a picture go that nobody shows any more.
    pub(crate) fn forget_photo(&self, id: PhotoId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "DELETE FROM photo WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM variant v WHERE v.photo_id = ?1)
                   AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.photo_id = ?1)",
            )?
            .execute([id.0])?;
        Ok(())
    }
}
