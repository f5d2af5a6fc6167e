//! The measures of labels, by paper: millimetres and points.

use runut_core::sheets::LabelSize;

use crate::text::{Style, bold, extra, medium};

/// The measures of a label on one kind of paper.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) width: f64,
    /// Fixed, or as much as the content takes (a roll).
    pub(crate) height: Option<f64>,
    /// White at the sides: what the print head of a roll doesn't reach.
    pub(crate) side: f64,
    /// White above and below.
    pub(crate) edge: f64,
    /// White between a rule and what stands beside it.
    pub(crate) pad: f64,
    pub(crate) courier: Style,
    pub(crate) amount: Style,
    pub(crate) number: Style,
    pub(crate) small: Style,
    /// Height of the bars of our own code; none where the paper is too narrow for it beside the square.
    pub(crate) own_bars: Option<f64>,
    /// Printer dots a module of the square code.
    pub(crate) qr_dots: usize,
    pub(crate) name: Style,
    pub(crate) phone: Style,
    pub(crate) address: Style,
    pub(crate) city: Style,
    pub(crate) from: Style,
    pub(crate) fragile: Style,
    pub(crate) care: Style,
    pub(crate) tracking: Style,
    /// Height of the bars of the tracking number.
    pub(crate) bars: f64,
    /// Printer dots a module of these bars at most.
    pub(crate) dots: usize,
}

const A6: Look = Look {
    width: 105.0,
    height: Some(148.0),
    side: 4.0,
    edge: 4.0,
    pad: 2.0,
    courier: extra(25.0),
    amount: extra(17.0),
    number: extra(14.0),
    small: medium(7.5),
    own_bars: Some(14.0),
    qr_dots: 6,
    name: extra(17.0),
    phone: bold(12.5),
    address: medium(11.5),
    city: extra(19.0),
    from: medium(9.0),
    fragile: extra(14.0),
    care: bold(10.0),
    tracking: Style { tracking: 0.04, ..bold(13.0) },
    bars: 17.0,
    dots: 5,
};

const MM100X150: Look = Look { width: 100.0, height: Some(150.0), side: 3.5, edge: 3.5, ..A6 };

const ROLL80: Look = Look {
    width: 80.0,
    height: None,
    edge: 3.5,
    pad: 1.75,
    courier: extra(20.0),
    number: extra(20.0),
    own_bars: None,
    bars: 15.0,
    dots: 4,
    ..A6
};

const ROLL58: Look = Look {
    width: 58.0,
    side: 5.0,
    pad: 1.625,
    courier: extra(16.0),
    amount: extra(16.0),
    number: extra(17.0),
    qr_dots: 5,
    name: extra(14.0),
    phone: bold(12.0),
    address: medium(10.5),
    city: extra(16.0),
    from: medium(8.5),
    fragile: extra(13.0),
    care: bold(9.0),
    tracking: Style { tracking: 0.02, ..bold(11.0) },
    bars: 14.0,
    ..ROLL80
};

impl Look {
    /// The measures for this paper.
    pub(crate) fn of(size: LabelSize) -> &'static Self {
        match size {
            LabelSize::A6 => &A6,
            LabelSize::Mm100x150 => &MM100X150,
            LabelSize::Roll80 => &ROLL80,
            LabelSize::Roll58 => &ROLL58,
        }
    }

    /// Whether it comes from a roll: as long as it has to be, one column.
    pub(crate) fn is_roll(&self) -> bool {
        self.height.is_none()
    }

    /// Width between the sides.
    pub(crate) fn inner(&self) -> f64 {
        self.width - 2.0 * self.side
    }

    /// Right end of what is printed.
    pub(crate) fn right(&self) -> f64 {
        self.width - self.side
    }
}
