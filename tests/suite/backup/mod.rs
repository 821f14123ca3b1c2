//! Backups: taken while the portal works, only what is new; damage is found and named; what is restored is the
//! installation as it was.

mod bucket;
mod continuous;
mod harm;
mod record;
mod taking;

use crate::world::files;
use harm::{Harm, harm};

use orda::backup::{Finding, From, Source, Taken, Target, check, restore, take};
use orda::compose::Portal;
use orda::config::Config;
use orda::verify::Args;
use orda_backups::By;
use orda_base::Env;
use orda_documents::samples;
use orda_drafts::DraftId;
use orda_test::{On, TestPortal};
use reqwest::Method;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tempfile::TempDir;

/// A portal with something in it, and folders beside.
struct House {
    test: TestPortal,
    aside: TempDir,
    drafts: Vec<DraftId>,
}

const ALL: Args = Args { what: None, signatures: 0, without_files: false, json: false };

impl House {
    async fn with(drafts: usize) -> Self {
        Box::pin(Self::on(On::Sqlite, drafts)).await
    }

    async fn on(on: On, drafts: usize) -> Self {
        let test = TestPortal::start(on).await;
        let mut made = Vec::new();
        for _ in 0..drafts {
            let script = test.script("on_approval", &[("finance", "under_review"), ("economy", "approved")]);
            made.push(test.stage().play(&script).await.unwrap());
        }
        Self { test, aside: tempfile::tempdir().unwrap(), drafts: made }
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.aside.path().join(name)
    }

    fn target(&self) -> Target {
        Target { to: self.folder("backup").into(), keys_to: self.folder("keys"), keep: None }
    }

    async fn take_to(&self, target: &Target) -> anyhow::Result<Taken> {
        let portal = &self.test.portal;
        let source = Source { config: &portal.config, db: &portal.db, env: &portal.env, by: By::Schedule };
        let taken = take(&source, target, &|_| {}).await;
        self.test.clock.advance(60);
        taken
    }

    async fn take(&self) -> Taken {
        self.take_to(&self.target()).await.unwrap()
    }

    fn env(&self) -> &Env {
        &self.test.portal.env
    }

    async fn check(&self) -> anyhow::Result<Vec<Finding>> {
        let (from, keys) = (self.folder("backup"), self.folder("keys"));
        let source = From { from: &from.clone().into(), keys: &keys, snapshot: None };
        Ok(check(&source, self.env(), &|_| {}).await?.findings)
    }

    async fn restore(&self, to: &str, damaged: bool) -> anyhow::Result<Vec<Finding>> {
        let (from, keys) = (self.folder("backup"), self.folder("keys"));
        let source = From { from: &from.clone().into(), keys: &keys, snapshot: None };
        Ok(restore(&source, &self.folder(to), damaged, self.env(), &|_| {}).await?.findings)
    }

    /// The portal on what was restored.
    async fn reopened(&self, to: &str) -> anyhow::Result<Portal> {
        let public_url = self.test.portal.config.public_url.clone();
        let config = Config { data: self.folder(to), public_url, ..Config::default() };
        Portal::open(config, self.env().clone()).await
    }
}

fn holds(files: &BTreeMap<String, Vec<u8>>, needle: &[u8]) -> Vec<String> {
    let there = |bytes: &Vec<u8>| bytes.windows(needle.len()).any(|w| w == needle);
    files.iter().filter(|(_, bytes)| there(bytes)).map(|(name, _)| name.clone()).collect()
}

async fn test_files_differ(house: &House) {
    let client = house.test.client("justice-drafter").await;
    let justice = house.test.cast.body("justice").to_string();
    let made = client.post("/api/v1/drafts/unfinished", &json!({"body": justice})).await.expect(201).json();
    let form = client.get(&format!("/api/v1/drafts/unfinished/{}", made["id"].as_str().unwrap())).await.json();
    let set = format!("/api/v1/file-sets/{}/files", form["file_set"].as_str().unwrap());
    let request = client.request(Method::POST, &set).query(&[("name", "ұзын.pdf")]).body(samples::pdf_of(100_000));
    client.send(request.header("content-type", "application/octet-stream")).await.expect(201);
}
