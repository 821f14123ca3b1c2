//! Passwords of a server of a database come from a file (`PGPASSFILE`) that is read for every new connection.

use orda_store::Database;
use orda_store::testing::On;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

/// Set for the process in which the test runs: the library reads its environment.
const FILE: &str = "PGPASSFILE";

/// A password that is turned over, in the file and at the server, counts from the next connection on: nothing is started anew, and
/// connections that are open go on.
#[tokio::test]
async fn passwords_are_turned_over() {
    let Some(file) = std::env::var_os(FILE) else {
        let folder = tempfile::tempdir().expect("a folder");
        let again = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "passwords_are_turned_over", "--nocapture"])
            .env(FILE, folder.path().join("passwords"))
            .output()
            .expect("runs");
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
        assert!(String::from_utf8_lossy(&again.stdout).contains("1 passed"), "it ran");
        return;
    };
    let database = On::Postgres.open(&[]).await;
    let (user, rest) = database.url.split_once("://").and_then(|(_, rest)| rest.split_once('@')).expect("an address");
    let (behind, name) = rest.split_once('/').expect("an address");
    let expected = Arc::new(Mutex::new("one".to_owned()));
    let port = guard(Arc::clone(&expected), behind.to_owned()).await;
    let write = |password: &str| write(Path::new(&file), &format!("127.0.0.1:{port}:*:*:{password}\n"));
    write("one");
    let db =
        Database::open(&format!("postgres://{user}@127.0.0.1:{port}/{name}?sslmode=disable")).await.expect("opens");
    let first = db.begin().await.expect("the connection that is open");

    *expected.lock().expect("no panic") = "two".to_owned();
    assert!(db.begin().await.is_err(), "the server knows the new one alone");
    write("two");
    let mut second = db.begin().await.expect("a new connection");
    let one: i64 = sqlx::query_scalar("select 42::bigint").fetch_one(second.conn()).await.expect("answers");
    assert_eq!(one, 42);
    first.commit().await.expect("goes on");
    second.commit().await.expect("goes on");
    db.close().await;
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("written");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).expect("bits");
}

/// Stands before the server of the tests and asks for a password. Gives its port.
async fn guard(expected: Arc<Mutex<String>>, behind: String) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((mut caller, _)) = listener.accept().await {
            let (expected, behind) = (Arc::clone(&expected), behind.clone());
            tokio::spawn(async move {
                let length = caller.read_u32().await?;
                let mut start = vec![0; usize::try_from(length).expect("small") - 4];
                caller.read_exact(&mut start).await?;
                // AuthenticationCleartextPassword, and its answer.
                caller.write_all(&[b'R', 0, 0, 0, 8, 0, 0, 0, 3]).await?;
                assert_eq!(caller.read_u8().await?, b'p');
                let mut said = vec![0; usize::try_from(caller.read_u32().await?).expect("small") - 4];
                caller.read_exact(&mut said).await?;
                if said != format!("{}\0", expected.lock().expect("no panic")).into_bytes() {
                    let fields = b"SFATAL\0VFATAL\0C28P01\0Mpassword\0\0";
                    caller.write_all(b"E").await?;
                    caller.write_u32(u32::try_from(fields.len() + 4).expect("small")).await?;
                    return caller.write_all(fields).await;
                }
                let mut server = TcpStream::connect(behind).await?;
                server.write_u32(length).await?;
                server.write_all(&start).await?;
                copy_bidirectional(&mut caller, &mut server).await.map(drop)
            });
        }
    });
    port
}
