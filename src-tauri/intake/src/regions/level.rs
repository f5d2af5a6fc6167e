//! The four levels of a place.

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Province,
    Regency,
    District,
    Village,
}

impl Level {
    pub(super) const ALL: [Level; 4] = [Level::Province, Level::Regency, Level::District, Level::Village];

    pub(super) fn of_digit(digit: u8) -> Option<Level> {
        Self::ALL.get(usize::from(digit.checked_sub(b'1')?)).copied()
    }
}
