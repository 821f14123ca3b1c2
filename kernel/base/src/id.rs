//! Identifiers: `UUIDv7`, so that newer rows sort after older ones; text in the database and in addresses.

/// Declares an identifier type.
///
/// ```
/// orda_base::id_type!(/** One room. */ RoomId);
/// let id: RoomId = "0190f3c8-7d1a-7000-8000-000000000001".parse().unwrap();
/// assert_eq!(id.to_string(), "0190f3c8-7d1a-7000-8000-000000000001");
/// ```
#[macro_export]
macro_rules! id_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name($crate::uuid::Uuid);

        impl $name {
            /// A new id, made of the present time and random bits.
            pub fn generate(env: &$crate::Env) -> Self {
                Self(env.uuid())
            }

            /// The id with this value (of a stored row, or a fixed one in a test).
            pub const fn from_uuid(value: $crate::uuid::Uuid) -> Self {
                Self(value)
            }

            /// The value as 128 bits.
            pub const fn uuid(self) -> $crate::uuid::Uuid {
                self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0.hyphenated(), f)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.hyphenated())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::uuid::Error;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                $crate::uuid::Uuid::try_parse(text).map(Self)
            }
        }
    };
}

id_type!(
    /// A person known to the portal.
    PersonId
);
id_type!(
    /// A state body.
    BodyId
);
id_type!(
    /// A structural unit of a state body.
    UnitId
);
id_type!(
    /// An information system that calls the API under its own name.
    SystemId
);
id_type!(
    /// A logged-in session.
    SessionId
);
id_type!(
    /// One request from outside; ties together everything that was recorded because of it.
    RequestId
);
