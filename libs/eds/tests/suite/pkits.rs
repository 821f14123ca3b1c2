//! NIST's path validation suite (PKITS): all cases of `pkits.json` in the source distribution of the Python package
//! `pyhanko-certvalidator` (`pip download --no-deps --no-binary :all: pyhanko-certvalidator`), not kept here.
//! `PKITS_DIR` names its folder `tests/fixtures/nist_pkits`.

use eds::path::{PathOptions, Store, find_with};
use eds::{Certificate, RevocationList, attribute::ObjectIdentifier};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// 2022-05-01, the day on which the suite is judged.
const DAY: i64 = 1_651_363_200;

/// What differs from the expected result, and why.
const DEVIATIONS: [(&str, &str); 2] = [
    ("valid_dsa_signatures_test4", "DSA is not taken: withdrawn by FIPS 186-5"),
    ("valid_dsa_parameter_inheritance_test5", "DSA is not taken: withdrawn by FIPS 186-5"),
];

fn folder() -> Option<PathBuf> {
    let path = std::env::var_os("PKITS_DIR").map(PathBuf::from).filter(|p| p.join("pkits.json").is_file());
    if path.is_none() {
        println!("NOT CHECKED against PKITS: PKITS_DIR does not name its folder");
    }
    path
}

fn certificate(folder: &Path, name: &str) -> Option<Certificate> {
    Certificate::from_der(&fs::read(folder.join("certs").join(name)).expect("file")).ok()
}

fn list(folder: &Path, name: &str) -> Option<RevocationList> {
    RevocationList::read(&fs::read(folder.join("crls").join(name)).expect("file")).ok()
}

fn names<'a>(case: &'a Value, field: &str) -> Vec<&'a str> {
    case[field].as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

fn run(folder: &Path, case: &Value) -> Result<usize, String> {
    let leaf = certificate(folder, case["cert"].as_str().expect("name")).ok_or("leaf not read")?;
    let root = certificate(folder, "TrustAnchorRootCertificate.crt").expect("root");
    let lists = ["TrustAnchorRootCRL.crl"].into_iter().chain(names(case, "crls"));
    let store = Store {
        anchors: vec![root],
        intermediates: Vec::new(),
        lists: lists.filter_map(|n| list(folder, n)).collect(),
        answers: Vec::new(),
    };
    let others: Vec<Certificate> = names(case, "other_certs").iter().filter_map(|n| certificate(folder, n)).collect();
    let params = &case["params"];
    let flag = |name: &str| params[name].as_bool().unwrap_or(false);
    let options = PathOptions {
        policies: names(params, "user_initial_policy_set")
            .iter()
            .map(|oid| ObjectIdentifier::new(oid).expect("identifier"))
            .collect(),
        explicit_policy: flag("initial_explicit_policy"),
        inhibit_mapping: flag("initial_policy_mapping_inhibit"),
        inhibit_any: flag("initial_any_policy_inhibit"),
        ..PathOptions::at(DAY)
    };
    find_with(&leaf, &others, &store, &options).map(|path| path.certificates.len()).map_err(|e| e.to_string())
}

/// Every case gives the expected result, but for the deviations that are listed with their reasons, three at most.
#[test]
fn every_case_gives_the_expected_result() {
    let Some(folder) = folder() else { return };
    let text = fs::read_to_string(folder.join("pkits.json")).expect("file");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    assert_eq!(cases.len(), 246);
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case["name"].as_str().expect("name");
        let good = case.get("error").is_none();
        match (good, run(&folder, case)) {
            (true, Ok(length)) if case["path_len"].as_u64() == Some(length as u64) => {}
            (false, Err(_)) => {}
            (_, said) => {
                if !DEVIATIONS.iter().any(|(deviating, _)| *deviating == name) {
                    wrong.push(format!("{} {name}: expected {good}, {said:?}", case["id"]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    println!("{} cases, {} deviations: {DEVIATIONS:?}", cases.len(), DEVIATIONS.len());
}
