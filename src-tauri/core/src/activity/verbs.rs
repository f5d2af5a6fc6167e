//! How a noun's verbs are declared.

/// Makes the enum of a noun's verbs: each with the word that it is stored by.
macro_rules! acts {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $verb:ident = $key:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$about])* $verb,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$verb),+];

            /// The word it is stored by.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$verb => $key,)+
                }
            }

            /// The verb of that word.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|act| act.key() == key)
            }
        }
    };
}
pub(super) use acts;
