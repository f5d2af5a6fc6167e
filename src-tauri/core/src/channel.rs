//! Where orders come from.

use serde::{Deserialize, Serialize};

/// A sales channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Channel {
    /// Chat on `WhatsApp`.
    Whatsapp,
    /// Chat on Instagram.
    Instagram,
    /// The marketplace Shopee.
    Shopee,
    /// The marketplace Tokopedia.
    Tokopedia,
    /// The marketplace `TikTok` Shop.
    Tiktok,
    /// The marketplace Lazada.
    Lazada,
    /// The shop's own website.
    Website,
    /// Over the counter.
    WalkIn,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Whatsapp,
        Self::Instagram,
        Self::Shopee,
        Self::Tokopedia,
        Self::Tiktok,
        Self::Lazada,
        Self::Website,
        Self::WalkIn,
    ];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Instagram => "instagram",
            Self::Shopee => "shopee",
            Self::Tokopedia => "tokopedia",
            Self::Tiktok => "tiktok",
            Self::Lazada => "lazada",
            Self::Website => "website",
            Self::WalkIn => "walk_in",
        }
    }

    /// Its name on screen and paper.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Whatsapp => "WhatsApp",
            Self::Instagram => "Instagram",
            Self::Shopee => "Shopee",
            Self::Tokopedia => "Tokopedia",
            Self::Tiktok => "TikTok Shop",
            Self::Lazada => "Lazada",
            Self::Website => "Website",
            Self::WalkIn => "Langsung",
        }
    }

    /// The channel of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.key() == key)
    }

    /// Whether its orders are a marketplace's: sold and paid there, known to us by file.
    #[must_use]
    pub fn is_marketplace(self) -> bool {
        matches!(self, Self::Shopee | Self::Tokopedia | Self::Tiktok | Self::Lazada)
    }
}
