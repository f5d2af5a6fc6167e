//! Pictures of goods.

use std::path::PathBuf;

use runut_actions::PICTURE_BYTES_MAX;
use runut_core::{PhotoId, VariantId};
use runut_store::read_begin;

use crate::host::Pick;

commands! {
    /// Lets the person choose a picture; null if they don't.
    ask pick_picture(desk) -> Option<String> {
        Ok(desk.pick(Pick::Picture))
    }

    /// Gives variants the picture in a file; without a file takes it away.
    act photo_set(act, variants: Vec<VariantId>, path: Option<PathBuf>) -> Option<PhotoId> {
        let file = path.map(|path| read_begin(&path, PICTURE_BYTES_MAX)).transpose()?;
        act.write(|book, ctx| runut_actions::set_photo(book, ctx, &variants, file.as_deref()))
    }
}
