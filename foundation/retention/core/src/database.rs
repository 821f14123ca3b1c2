//! Destruction of a whole database: a portal, or the part of it that a body takes out of use (385-6-8-c).
//!
//! An order names what is meant so that it can be nothing else: the installation, its accounting log with a checkpoint of it,
//! and how many documents there are. An administrator of the portal signs its bytes with an EDS and types the name of the
//! installation; only then anything is destroyed.

use crate::refusal;
use orda_base::{Env, Error, Refusal, Result, Timestamp, id_type};
use serde::{Deserialize, Serialize};

id_type!(
    /// An order to destroy a database.
    DatabaseOrderId
);

/// Kind of resource in the accounting.
pub const DATABASE: &str = "database";
/// What such a text begins with: no other signed text can be taken for an order.
const WHAT: &str = "orda order to destroy a database 1";

/// An order to destroy a database. What is signed are its bytes ([`Self::to_bytes`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseOrder {
    what: String,
    /// Its number, on the act too.
    pub order: DatabaseOrderId,
    /// Address of the installation, which is typed again to confirm.
    pub installation: String,
    /// Name of its accounting log.
    pub log: String,
    /// A checkpoint of the log: how many records it had when the order was made.
    pub records: u64,
    /// Root of the tree over these records, in base 64: no other database has it.
    pub root: String,
    /// Documents in it.
    pub documents: u64,
    /// On what ground it is destroyed.
    pub ground: String,
    /// When the order was made (RFC 3339).
    pub prepared_at: String,
}

/// What an order is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Address of the installation.
    pub installation: String,
    /// Name of its accounting log.
    pub log: String,
    /// Records in the newest checkpoint.
    pub records: u64,
    /// Root of the newest checkpoint.
    pub root: String,
    /// Documents in it.
    pub documents: u64,
}

impl DatabaseOrder {
    /// An order for the database that stands so.
    ///
    /// # Errors
    /// `Invalid` for a ground that is empty or too long.
    pub fn prepare(standing: &Standing, ground: &str, env: &Env) -> Result<Self> {
        let ground = crate::service::text("ground", ground)?;
        Ok(Self {
            what: WHAT.to_owned(),
            order: DatabaseOrderId::generate(env),
            installation: standing.installation.clone(),
            log: standing.log.clone(),
            records: standing.records,
            root: standing.root.clone(),
            documents: standing.documents,
            ground,
            prepared_at: env.now().rfc3339(),
        })
    }

    /// The bytes that are signed: one form only.
    pub fn to_bytes(&self) -> Vec<u8> {
        // A struct of texts and numbers always has a form in JSON.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads an order; refused when the bytes are not exactly those of one.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let read = serde_json::from_slice::<Self>(bytes).ok();
        read.filter(|order| order.what == WHAT && order.to_bytes() == bytes).ok_or_else(refusal::order_unreadable)
    }

    /// May the database that stands so be destroyed by this order? `root` is what the log's tree had at the order's checkpoint,
    /// if it has such a one; `typed` is the confirmation.
    ///
    /// # Errors
    /// A refusal that says why not.
    pub fn judge(&self, standing: &Standing, root: Option<&str>, typed: &str) -> Result<(), Refusal> {
        let same = self.installation == standing.installation && self.log == standing.log;
        if !same || root != Some(self.root.as_str()) {
            return Err(refusal::order_elsewhere(&standing.installation));
        }
        if self.documents != standing.documents {
            return Err(refusal::order_documents(self.documents, standing.documents));
        }
        if typed != self.installation {
            return Err(refusal::confirmation(&self.installation));
        }
        Ok(())
    }
}

/// Who ordered the destruction, and what there was: what the act tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseAct {
    /// The order.
    pub order: DatabaseOrder,
    /// SHA-256 of the order, hexadecimal.
    pub order_sha256: String,
    /// Name of who signed it.
    pub name: String,
    /// Serial number of the certificate.
    pub serial: String,
    /// SHA-256 of the signature, hexadecimal.
    pub cms_sha256: String,
    /// When the destruction began.
    pub began_at: Timestamp,
    /// Files that were posted, and their bytes.
    pub files: (u64, u64),
    /// The last checkpoint of the accounting: records and root.
    pub last: (u64, String),
    /// What is kept beside the act: name and SHA-256.
    pub kept: Vec<(String, String)>,
    /// Key that verifies the word about the end.
    pub key: String,
    /// Where the master key is kept, when something else keeps it and is to destroy it.
    pub key_elsewhere: Option<String>,
}

/// The database cannot be destroyed while a program uses it.
pub fn in_use() -> Error {
    refusal::in_use().into()
}

/// Acts cannot be kept in this folder.
pub fn act_folder(folder: &str) -> Error {
    refusal::act_folder(folder).into()
}

/// A folder that is named as a mirror of the keys is none of this installation.
pub fn no_mirror(folder: &str) -> Error {
    refusal::no_mirror(folder).into()
}

/// The signature is another person's.
pub fn other_signer() -> Error {
    refusal::other_signer().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::{FixedClock, SystemEntropy};

    fn standing() -> Standing {
        Standing {
            installation: "https://portal.example".into(),
            log: "portal.example/log".into(),
            records: 70,
            root: "cm9vdA==".into(),
            documents: 3,
        }
    }

    fn order() -> DatabaseOrder {
        let env = Env::new(FixedClock::at(Timestamp::from_seconds(1_795_408_200)), SystemEntropy);
        DatabaseOrder::prepare(&standing(), " Хаттама № 3 ", &env).expect("a ground is given")
    }

    /// An order is read back as it was written; any other bytes, even of the same meaning, are no order.
    #[test]
    fn only_its_own_bytes_are_an_order() {
        let order = order();
        let bytes = order.to_bytes();
        assert_eq!(DatabaseOrder::read(&bytes), Ok(order.clone()));
        assert_eq!(order.ground, "Хаттама № 3");
        let text = String::from_utf8(bytes).expect("JSON");
        for other in [
            text.replace("database 1", "database 2"),
            text.replace("  ", " "),
            text.replace("\"ground\"", "\"reason\""),
            text.replacen('{', "{\"more\": 1,", 1),
            String::new(),
        ] {
            assert_eq!(DatabaseOrder::read(other.as_bytes()), Err(refusal::order_unreadable()));
        }
        let env = Env::system();
        assert!(DatabaseOrder::prepare(&standing(), " ", &env).is_err());
    }

    /// It counts for that one database, as it stood, and with its address typed.
    #[test]
    fn an_order_is_for_one_database() {
        let order = order();
        let (good, root) = (standing(), Some("cm9vdA=="));
        let code = |result: Result<(), Refusal>| result.expect_err("refused").message.key;
        assert_eq!(order.judge(&good, root, "https://portal.example"), Ok(()));
        let later = Standing { records: 90, root: "b3RoZXI=".into(), ..good.clone() };
        assert_eq!(order.judge(&later, root, "https://portal.example"), Ok(()), "the log goes on");
        for typed in ["", "portal.example", "https://portal.example/", " https://portal.example"] {
            assert_eq!(code(order.judge(&good, root, typed)), "retention-refusal-confirmation");
        }
        let typed = "https://portal.example";
        let elsewhere = Standing { installation: "https://other.example".into(), ..good.clone() };
        assert_eq!(code(order.judge(&elsewhere, root, "https://other.example")), "retention-refusal-order-elsewhere");
        let of_other_log = Standing { log: "other/log".into(), ..good.clone() };
        assert_eq!(code(order.judge(&of_other_log, root, typed)), "retention-refusal-order-elsewhere");
        for other in [None, Some("b3RoZXI=")] {
            assert_eq!(code(order.judge(&good, other, typed)), "retention-refusal-order-elsewhere");
        }
        let more = Standing { documents: 4, ..good };
        assert_eq!(code(order.judge(&more, root, typed)), "retention-refusal-order-documents");
    }
}
