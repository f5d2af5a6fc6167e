//! Places, completed from typing.

use runut_core::rows::RegionRow;
use runut_intake::regions;

/// Places at most.
const LIMIT_MAX: u32 = 50;

/// Places that the typing can mean, the likeliest first, at most `limit`.
#[must_use]
pub fn search(text: &str, limit: u32) -> Vec<RegionRow> {
    let limit = usize::try_from(limit.min(LIMIT_MAX)).unwrap_or_default();
    let row = |region: regions::Region| RegionRow {
        village: region.village,
        district: region.district,
        regency: region.regency,
        province: region.province,
        postcode: region.postcode,
    };
    regions::search(text, limit).into_iter().map(row).collect()
}
