//! The published schema of reports says what reports have.

use crate::longterm::{World, archived, judge};
use crate::support::*;
use eds::validate::Check;
use eds::{Digest, Reason};
use serde_json::Value;

/// Checks the part of JSON Schema that `report.schema.json` uses.
fn matches(schema: &Value, root: &Value, value: &Value, place: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().expect("name");
        return matches(&root["$defs"][name], root, value, place);
    }
    if let Some(allowed) = schema["enum"].as_array() {
        assert!(allowed.contains(value), "{place}: {value}");
    }
    if let Some(only) = schema.get("const") {
        assert_eq!(only, value, "{place}");
    }
    match schema["type"].as_str() {
        Some("object") => {
            let object = value.as_object().unwrap_or_else(|| panic!("{place}: {value}"));
            for name in schema["required"].as_array().expect("list") {
                assert!(object.contains_key(name.as_str().expect("name")), "{place}: {name} is missing");
            }
            for (name, inner) in object {
                let known = &schema["properties"][name];
                assert!(!known.is_null(), "{place}: {name} is not in the schema");
                matches(known, root, inner, &format!("{place}.{name}"));
            }
        }
        Some("array") => {
            for inner in value.as_array().unwrap_or_else(|| panic!("{place}: {value}")) {
                matches(&schema["items"], root, inner, place);
            }
        }
        Some("string") => assert!(value.is_string(), "{place}: {value}"),
        Some("integer") => assert!(value.is_i64(), "{place}: {value}"),
        _ => {}
    }
}

/// Reports of good and bad signatures fit the schema; the schema knows every reason and check.
#[test]
fn reports_fit_their_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../report.schema.json")).expect("JSON");
    let world = World::p256();
    let at = NOW + 120;
    let lta = archived(&world.lt(), &world.stamper, Digest::Sha256, NOW + 90);
    for (cms, store) in [(lta, world.fresh(at)), (world.t(), world.store(&[])), (vec![0x30, 0], world.store(&[]))] {
        let report = serde_json::to_value(judge(&cms, &store, at, &[])).expect("JSON");
        matches(&schema, &schema, &report, "report");
    }
    let codes = |name: &str| schema["$defs"][name]["enum"].as_array().expect("list").clone();
    let reasons: Vec<Value> = Reason::ALL.iter().chain(Reason::FURTHER).map(|r| r.code().into()).collect();
    assert_eq!(codes("reason"), reasons);
    let checks: Vec<Value> = Check::ALL.iter().map(|c| serde_json::to_value(c).expect("JSON")).collect();
    assert_eq!(schema["$defs"]["check"]["properties"]["check"]["enum"], Value::Array(checks));
}
