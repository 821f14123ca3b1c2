//! `orda copy` as an administrator types it: what it answers, and its exit codes.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

mod command;

use command::orda;
use orda::compose::Portal;
use orda::config::Config;
use orda::moving::{Args, load};
use orda_base::Env;
use orda_store::Database;
use orda_store::testing::On;
use sqlx::Executor;
use std::fs;

/// 1 while a portal runs and when the target holds something, which is named; 0 when the copy is whole, with what to write into the
/// settings; with these the program verifies, and serves. One that was cut off is not served, and comes to its end when it is begun
/// again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exit_codes_tell_how_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("orda.toml"), "data = \"data\"\n").unwrap();
    let target = On::Postgres.open(&[]).await;
    let copy = || orda(&["copy", "--to", &target.url], at);
    assert_eq!(orda(&["copy"], at).0, 2, "where to is not said");
    let (code, said) = copy();
    assert!(code == 1 && said.contains("master.key") && !at.join("data").exists(), "{said}");

    let config = Config { data: at.join("data"), ..Config::default() };
    let portal = Portal::open(config.clone(), Env::system()).await.unwrap();
    let (code, said) = copy();
    assert!(code == 1 && said.contains("the database is in use"), "{said}");
    portal.close().await;
    let (code, said) = copy();
    assert!(code == 1 && said.contains("it has the table store_migration"), "{said}");
    target.db.writer().execute("drop table store_migration").await.unwrap();
    let (code, said) = copy();
    assert!(code == 1 && said.contains("somebody is connected"), "{said}");
    target.db.close().await;

    // Cut off before it was compared.
    let args = Args { to: target.url.clone(), vault_to: None, quiet: true };
    drop(Box::pin(load(&config, &args, &|_| {})).await.unwrap());
    fs::write(
        at.join("new.toml"),
        format!("data = \"data\"\nlisten = \"127.0.0.1:0\"\ndatabase = \"{}\"\n", target.url),
    )
    .unwrap();
    for command in ["serve", "verify", "migrate"] {
        let (code, said) = orda(&[command, "--config", "new.toml"], at);
        assert!(code == 1 && said.contains("a copy that was not ended"), "{command}: {said}");
    }
    let (code, said) = copy();
    assert_eq!(code, 0, "{said}");
    for told in ["begun anew", "the same on both sides", "checkpoint over", "database = \"postgres://", "stay in data"]
    {
        assert!(said.contains(told), "{told}: {said}");
    }
    for command in [&["verify", "--config", "new.toml"][..], &["audit", "verify", "--config", "new.toml"], &["verify"]]
    {
        let (code, said) = orda(command, at);
        assert!(code == 0 && said.contains("intact"), "{command:?}: {said}");
    }
    let (code, said) = copy();
    assert!(code == 1 && said.contains("not empty"), "{said}");

    // And back, into files.
    let url = format!("sqlite://{}", at.join("back/orda.db").display());
    let (code, said) = orda(&["copy", "--config", "new.toml", "--quiet", "--to", &url], at);
    assert!(code == 0 && !said.contains("rows ("), "{said}");
    fs::write(at.join("back.toml"), format!("data = \"data\"\ndatabase = \"{url}\"\n")).unwrap();
    assert_eq!(orda(&["verify", "--config", "back.toml"], at).0, 0);

    // What was changed by hand in the database to copy is told, and the copy does not count.
    let db = Database::open(&url).await.unwrap();
    let sql = "drop trigger audit_entry_no_update; update audit_entry set actor_name = 'Басқа' where seq = 1";
    db.writer().execute(sqlx::raw_sql(sql)).await.unwrap();
    db.close().await;
    let third = format!("sqlite://{}", at.join("third.db").display());
    let (code, said) = orda(&["copy", "--config", "back.toml", "--to", &third], at);
    assert!(code == 3 && said.contains("accounting: ") && said.contains("DAMAGED"), "{said}");
}
