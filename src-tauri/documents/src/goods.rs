//! How goods are named on paper: product, variant, SKU.
//!
//! Invariant: the variant is never cut. It stands beside the end of the product if there is room, else below it.

use crate::fonts::Fonts;
use crate::table::Line;
use crate::text::{Style, medium, width, wrap, wrap_to};
use crate::words;

/// Line boxes are so many times as high as their text.
const LEAD: f64 = 1.2;

/// Sizes in which goods are named.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct GoodsStyle {
    pub(crate) product: Style,
    pub(crate) variant: Style,
    pub(crate) sku: f64,
}

/// What is on the shelf, made legible.
#[derive(Clone, Debug)]
pub(crate) struct Goods {
    pub(crate) product: String,
    pub(crate) variant: String,
    pub(crate) sku: String,
}

impl Goods {
    /// Its width on one line.
    pub(crate) fn natural_width(&self, fonts: &Fonts, style: &GoodsStyle) -> f64 {
        let comma = if self.product.is_empty() || self.variant.is_empty() { "" } else { ", " };
        let product = width(fonts, &self.product, style.product) + width(fonts, comma, style.product);
        let name = product + width(fonts, &self.variant, style.variant);
        name.max(width(fonts, &self.sku, medium(style.sku)))
    }

    /// Its lines in a column of `max` mm: the product in at most two, the variant in as many as it takes, the SKU in at
    /// most two.
    pub(crate) fn lines(&self, fonts: &Fonts, style: &GoodsStyle, max: f64) -> Vec<Line> {
        let lead = style.variant.em().max(style.product.em()) * LEAD;
        let one = |text: String, style: Style| Line { pieces: vec![(text, style)], lead };
        let product = wrap_to(fonts, &self.product, style.product, max, 2);
        let mut lines: Vec<Line> = product.into_iter().map(|text| one(text, style.product)).collect();
        if lines.is_empty() && self.variant.is_empty() && self.sku.is_empty() {
            lines.push(one(words::NONE.to_owned(), style.product));
        }
        let comma = (", ".to_owned(), style.product);
        let tail = width(fonts, &comma.0, comma.1) + width(fonts, &self.variant, style.variant);
        match lines.last_mut().filter(|line| !self.variant.is_empty() && line.width(fonts) + tail <= max) {
            Some(line) => line.pieces.extend([comma, (self.variant.clone(), style.variant)]),
            None => {
                let variant = wrap(fonts, &self.variant, style.variant, max);
                lines.extend(variant.into_iter().map(|text| one(text, style.variant)));
            }
        }
        let sku = wrap_to(fonts, &self.sku, medium(style.sku), max, 2);
        lines.extend(sku.into_iter().map(|text| Line::new(text, medium(style.sku), LEAD)));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::bold;

    #[test]
    fn a_long_variant_wraps_and_a_long_product_is_cut() {
        let fonts = Fonts::get().unwrap();
        let style = GoodsStyle { product: medium(10.5), variant: bold(11.0), sku: 7.5 };
        let goods = Goods { product: "Gelas ".repeat(60), variant: "V".repeat(500), sku: "S".repeat(300) };
        let lines = goods.lines(fonts, &style, 60.0);
        let text = |weight: Style| -> String {
            let pieces = lines.iter().flat_map(|l| &l.pieces);
            pieces.filter(|(_, s)| *s == weight).map(|(t, _)| t.as_str()).collect()
        };
        assert_eq!(text(bold(11.0)), "V".repeat(500));
        assert!(text(medium(10.5)).ends_with('…'));
        assert!(text(medium(7.5)).ends_with('…'));
        assert!(lines.iter().all(|l| l.width(fonts) <= 60.0001));
    }

    #[test]
    fn short_goods_stand_on_one_line() {
        let fonts = Fonts::get().unwrap();
        let style = GoodsStyle { product: medium(10.5), variant: bold(11.0), sku: 7.5 };
        let goods = Goods { product: "Gelas Blirik 8 cm".into(), variant: "Hijau".into(), sku: "GLB-8-HJU".into() };
        let texts = |max: f64| -> Vec<String> {
            let lines = goods.lines(fonts, &style, max);
            lines.iter().map(|l| l.pieces.iter().map(|p| p.0.as_str()).collect()).collect()
        };
        let natural = goods.natural_width(fonts, &style);
        assert_eq!(texts(natural + 0.01), ["Gelas Blirik 8 cm, Hijau", "GLB-8-HJU"]);
        assert_eq!(texts(natural - 0.01), ["Gelas Blirik 8 cm", "Hijau", "GLB-8-HJU"]);
        assert_eq!(texts(26.0), ["Gelas Blirik 8", "cm, Hijau", "GLB-8-HJU"]);
    }
}
