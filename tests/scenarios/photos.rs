//! Pictures of goods in the book.

use runut_actions::set_photo;
use runut_core::{PhotoId, VariantId};
use runut_store::{PhotoSize, reports};

use crate::script::{code, tell};
use crate::shop::Shop;

/// A red and a green pixel, as PNG.
pub const RED: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\x38\x21\x27\x07\x00\x02\xb6\x01\x05\x34\xa6\x75\xaa\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";
const GREEN: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\x90\x3b\x21\x07\x00\x02\x0c\x01\x05\x2d\xb8\x36\x41\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

fn set(shop: &mut Shop, variants: &[VariantId], file: Option<&[u8]>) -> Result<Option<PhotoId>, String> {
    let (ctx, before) = (shop.ctx(), shop.book.dump().unwrap());
    let done = set_photo(&shop.book, &ctx, variants, file).map(|w| w.value).map_err(|error| {
        assert_eq!(shop.book.dump().unwrap(), before, "what is refused changes nothing");
        code(&error)
    });
    shop.sound();
    done
}

#[test]
fn one_picture_is_kept_once_and_goes_with_the_last_that_shows_it() {
    let mut shop = tell("file A to_ship 1xHijau@16000 1xBiru@16000 => approved");
    let (green, blue) = (shop.variant("Hijau"), shop.variant("Biru"));
    let red = set(&mut shop, &[green], Some(RED)).unwrap().unwrap();
    assert_eq!(set(&mut shop, &[blue], Some(RED)), Ok(Some(red)));
    assert_eq!(shop.read(|r| reports::variant_row(r, blue)).photo, Some(red));
    let [full, small] = [PhotoSize::Full, PhotoSize::Thumbnail].map(|size| shop.read(|r| r.photo(red, size)).unwrap());
    assert!(full.starts_with(b"\xff\xd8") && small.starts_with(b"\xff\xd8"), "JPEG, whatever came in");
    let log = shop.book.dump().unwrap();
    assert_eq!(set(&mut shop, &[green, blue], Some(RED)), Ok(Some(red)));
    assert_eq!(shop.book.dump().unwrap(), log, "the same picture again is no change");
    let other = set(&mut shop, &[green], Some(GREEN)).unwrap().unwrap();
    assert!(shop.read(|r| r.photo(red, PhotoSize::Full)).is_some(), "blue still shows it");
    assert_eq!(set(&mut shop, &[green, blue], None), Ok(None));
    for gone in [red, other] {
        assert_eq!(shop.read(|r| r.photo(gone, PhotoSize::Full)), None);
    }
    let again = set(&mut shop, &[green], Some(RED)).unwrap().unwrap();
    assert!(again > other, "a key is never given twice");
}

#[test]
fn what_is_no_picture_is_refused() {
    let mut shop = tell("file A to_ship 1xHijau@16000 => approved");
    let variant = [shop.variant("Hijau")];
    assert_eq!(set(&mut shop, &[], Some(RED)), Err("no_variants".into()));
    assert_eq!(set(&mut shop, &variant, Some(b"<svg onload=alert(1)>")), Err("not_a_picture".into()));
    assert_eq!(set(&mut shop, &variant, Some(&RED[..40])), Err("picture_damaged".into()));
    assert_eq!(set(&mut shop, &[VariantId(99)], Some(RED)), Err("missing".into()));
}
