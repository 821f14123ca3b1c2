//! The register of cryptographic protection tools: documents of conformity, marks, and which tools sign (385-55-1,
//! 385-55-2, 385-60-b).

use crate::world::{actor, code, draft, notices, wrong};
use orda_base::{Actor, Error};
use orda_signatures::tools::{ConformityInput, Ground, Tool, ToolInput};
use orda_test::{On, TestPortal};
use rstest::rstest;
use serde_json::{Value, json};

const ADMIN: &str = "digital-admin";
const OFFICER: &str = "digital-security";

fn document(number: &str, issued_on: &str, valid_until: &str) -> ConformityInput {
    let issuer = "Сәйкестікті растау орталығы".into();
    ConformityInput { number: number.into(), issuer, issued_on: issued_on.into(), valid_until: valid_until.into() }
}

/// A tool that signs with key files, with these documents.
fn token(resolution: ConformityInput, regulation: ConformityInput) -> ToolInput {
    ToolInput { name: "Токен 2.1".into(), maker: "Зауыт".into(), way: "file".into(), resolution, regulation }
}

/// How often somebody was told of this tool.
async fn told(test: &TestPortal, login: &str, tool: &Tool) -> usize {
    told_as(test, login, tool, "signatures-notice-tool_marked").await
}

/// The same of one kind of notice.
async fn told_as(test: &TestPortal, login: &str, tool: &Tool, kind: &str) -> usize {
    let link = format!("/admin/protection-tools/{}", tool.id);
    notices(test, login).await.iter().filter(|n| n.kind == kind && n.link == link).count()
}

/// The register keeps number, date and validity of the documents on both grounds and shows them, on the page and through
/// the interface. A tool without a document, or with one that has ended, is marked, and the security officer is told: when
/// it is entered, and when a document ends by itself, each time once.
///
/// Covers: 385-55-1-b, 385-55-2
#[rstest]
#[tokio::test]
async fn documents_are_kept_and_their_lack_is_marked(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (tools, admin) = (&test.portal.tools, actor(&test, ADMIN));
    let regulation = document("KZ.7100.02", "2026-01-10", "2026-12-31");
    let whole = tools.enter(&admin, &token(document("KZ.367.01", "2025-03-01", ""), regulation)).await.unwrap();
    assert_eq!(told(&test, OFFICER, &whole).await, 0, "it lacks nothing");
    let bare = tools.enter(&admin, &token(document("KZ.367.02", "2020-01-01", "2025-12-31"), Default::default())).await;
    let bare = bare.unwrap();
    assert_eq!(told(&test, OFFICER, &bare).await, 1);
    assert_eq!(told(&test, ADMIN, &bare).await, 0);

    for login in [ADMIN, OFFICER] {
        let client = test.client(login).await;
        let page = client.get(&format!("/admin/protection-tools/{}", whole.id)).await.expect(200).text();
        // Dates are not broken over lines.
        let page = page.replace('\u{a0}', " ");
        for shown in ["KZ.367.01", "2025 ж. 1 наурыз", "KZ.7100.02", "2026 ж. 10 қаңтар", "2026 ж. 31 желтоқсан"]
        {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        assert!(!page.contains("govuk-tag--red"), "{page}");
        let page = client.get(&format!("/admin/protection-tools/{}", bare.id)).await.expect(200).text();
        assert!(page.contains("мерзімі өткен") && page.contains("құжат жоқ"), "{page}");
        let list = client.get("/api/v1/protection-tools").await.expect(200).json();
        let of = |tool: &Tool| {
            let id = json!(tool.id.to_string());
            list.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone()
        };
        assert_eq!(
            of(&whole)["regulation"],
            json!({ "number": "KZ.7100.02", "issuer": "Сәйкестікті растау орталығы", "issued_on": "2026-01-10", "valid_until": "2026-12-31" })
        );
        assert_eq!(of(&whole)["marks"], json!([]));
        let marks =
            json!([{ "ground": "resolution", "fault": "expired" }, { "ground": "regulation", "fault": "missing" }]);
        assert_eq!(of(&bare)["marks"], marks);
        // What the program came with has no documents yet.
        let marked = |one: &Value| !one["marks"].as_array().unwrap().is_empty();
        assert_eq!(list.as_array().unwrap().iter().filter(|one| marked(one)).count(), 5, "{list}");
        assert!(client.get("/admin/protection-tools").await.expect(200).text().contains("govuk-tag--red"));
    }

    // The officer is told of what came with the program, and nothing is told twice.
    assert_eq!(tools.inform_due().await.unwrap(), 4);
    assert_eq!(tools.inform_due().await.unwrap(), 0);
    assert_eq!(told(&test, OFFICER, &bare).await, 1);
    // The last day of a document passes.
    test.clock.advance(39 * 24 * 3600);
    assert_eq!(tools.inform_due().await.unwrap(), 1);
    assert_eq!(told(&test, OFFICER, &whole).await, 1);
    assert_eq!(
        tools
            .get(&admin, whole.id)
            .await
            .unwrap()
            .fault(Ground::Regulation, test.portal.env.now().date())
            .map(orda_signatures::tools::Fault::code),
        Some("expired")
    );
    // A new document, and the mark is gone.
    let renewed = token(document("KZ.367.01", "2025-03-01", ""), document("KZ.7100.03", "2026-12-30", "2027-12-31"));
    let renewed = tools.change(&admin, whole.id, &renewed).await.unwrap();
    assert!(renewed.marks(test.portal.env.now().date()).is_empty());
}

/// The register shows number, issuer and validity of each document. One that ends within thirty days is marked by the daily
/// check and the security officer is told, once; it is in force and keeps nobody from signing. When it has ended, that is
/// told again, as is a tool without a document.
///
/// Covers: 385-60-b
#[rstest]
#[tokio::test]
async fn what_ends_soon_is_told_in_time(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (tools, admin) = (&test.portal.tools, actor(&test, ADMIN));
    tools.inform_due().await.unwrap();
    // 23 November 2026 in the portal.
    let regulation = document("KZ.7100.02", "2026-01-10", "2026-12-31");
    let tool = tools.enter(&admin, &token(document("KZ.367.01", "2025-03-01", ""), regulation)).await.unwrap();
    let tool = tools.switch_on(&admin, tool.id, "").await.unwrap();
    let path = format!("/admin/protection-tools/{}", tool.id);
    let client = test.client(OFFICER).await;
    let page = async || client.get(&path).await.expect(200).text().replace('\u{a0}', " ");
    let shown = page().await;
    for item in ["KZ.7100.02", "Сәйкестікті растау орталығы", "соңғы күні: 2026 ж. 31 желтоқсан", "мерзімсіз"]
    {
        assert!(shown.contains(item), "{item}: {shown}");
    }
    assert!(!shown.contains("govuk-tag--yellow") && !shown.contains("govuk-tag--red"), "{shown}");

    test.clock.advance(8 * 24 * 3600);
    assert_eq!(tools.inform_due().await.unwrap(), 0, "31 days before the end of the last day");
    test.clock.advance(24 * 3600);
    assert_eq!((tools.inform_due().await.unwrap(), tools.inform_due().await.unwrap()), (1, 0));
    assert_eq!(told_as(&test, OFFICER, &tool, "signatures-notice-tool_soon").await, 1);
    assert_eq!((told(&test, OFFICER, &tool).await, told(&test, ADMIN, &tool).await), (0, 0));
    let client = test.client(OFFICER).await;
    let shown = client.get(&path).await.expect(200).text();
    assert!(shown.contains("govuk-tag--yellow") && shown.contains("мерзімі жақында өтеді"), "{shown}");
    let found = client.get("/api/v1/protection-tools").await.expect(200).text();
    assert!(found.contains("\"fault\":\"soon\""), "{found}");
    tools.switch_off(&admin, tool.id).await.unwrap();
    let tool = tools.switch_on(&admin, tool.id, "").await.unwrap();
    assert!(tool.decision.is_none(), "a document in force needs no decision");

    test.clock.advance(30 * 24 * 3600);
    assert_eq!(tools.inform_due().await.unwrap(), 1);
    assert_eq!(told(&test, OFFICER, &tool).await, 1, "it has ended");
    let client = test.client(OFFICER).await;
    assert!(client.get(&path).await.expect(200).text().contains("govuk-tag--red"));
    let bare = tools.enter(&admin, &token(Default::default(), Default::default())).await.unwrap();
    assert_eq!(told(&test, OFFICER, &bare).await, 1);
}

/// A marked tool is switched on for signing by the security officer's decision alone, which is kept with name, time and
/// reason; the administrator is refused. While no tool for a way of signing is on, nobody is offered it.
///
/// Covers: 385-55-1-b
#[rstest]
#[tokio::test]
async fn a_marked_tool_signs_only_by_decision(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (tools, admin, officer) = (&test.portal.tools, actor(&test, ADMIN), actor(&test, OFFICER));
    let draft = draft(&test, "prepared", &[]).await;
    let head = test.client("justice-head").await;
    let offered = async || {
        let page = head.get(&format!("/drafts/{}/v/1/sign", draft.id)).await.expect(200).text();
        ["file", "ncalayer"].into_iter().filter(|way| page.contains(&format!("value=\"{way}\""))).collect::<Vec<_>>()
    };
    assert_eq!(offered().await, ["file", "ncalayer"]);
    let all = tools.list(&admin).await.unwrap();
    let ncalayer = all.iter().find(|tool| tool.name == "NCALayer").unwrap().id;
    tools.switch_off(&admin, ncalayer).await.unwrap();
    assert_eq!(offered().await, ["file"]);
    assert_eq!(code(tools.switch_off(&admin, ncalayer).await), "signatures-refusal-tool_is_off");

    // Without a decision it stays off: neither the administrator, whatever is written, nor the portal itself.
    assert_eq!(code(tools.switch_on(&admin, ncalayer, "Керек").await), "signatures-refusal-tool_unconfirmed");
    assert_eq!(code(tools.switch_on(&Actor::portal(), ncalayer, "Керек").await), "signatures-refusal-tool_unconfirmed");
    assert_eq!(wrong(tools.switch_on(&officer, ncalayer, " ").await), ["reason signatures-error-tool_reason"]);
    assert_eq!(offered().await, ["file"]);
    let client = test.client(ADMIN).await;
    let path = format!("/admin/protection-tools/{ncalayer}/on");
    let page = client.form(&path, &[("reason", "")]).await.expect(409).text();
    assert!(page.contains("ақпараттық қауіпсіздікке жауапты адам"), "{page}");

    let officers = test.client(OFFICER).await;
    let page = officers.form(&path, &[("reason", "")]).await.expect(422).text();
    assert!(page.contains("reason-error"), "beside the field: {page}");
    officers.form(&path, &[("reason", "Құжат рәсімделуде, 31.12.2026 дейін")]).await.expect(303);
    assert_eq!(offered().await, ["file", "ncalayer"]);
    let kept = tools.get(&admin, ncalayer).await.unwrap().decision.unwrap();
    assert_eq!((kept.person, kept.at), (test.cast.person(OFFICER).person, test.portal.env.now()));
    assert_eq!((kept.reason.as_str(), kept.marks.len()), ("Құжат рәсімделуде, 31.12.2026 дейін", 2));
    let page = client.get(&format!("/admin/protection-tools/{ncalayer}")).await.expect(200).text();
    assert!(page.contains(&test.cast.person(OFFICER).name) && page.contains("Құжат рәсімделуде"), "{page}");
    let found = officers.get("/api/v1/accounting?resource=protection_tool&size=100").await.expect(200).json();
    assert!(found.to_string().contains("switched on by decision"), "{found}");

    // A tool that lacks nothing is switched on by an administrator.
    let endless = |number: &str| document(number, "2025-01-01", "");
    let good = tools.enter(&admin, &token(endless("1"), endless("2"))).await.unwrap();
    assert!(!good.on);
    assert!(tools.switch_on(&admin, good.id, "").await.unwrap().decision.is_none());
    for tool in tools.list(&admin).await.unwrap().into_iter().filter(|tool| tool.on && tool.way.is_some()) {
        tools.switch_off(&officer, tool.id).await.unwrap();
    }
    assert!(offered().await.is_empty());
    let page = head.get(&format!("/drafts/{}/v/1/sign", draft.id)).await.expect(200).text();
    assert!(page.contains("cms_file"), "another program is left: {page}");
}

/// For everybody else the register is not there; what is wrong is told beside the field, and what was typed stays.
#[rstest]
#[tokio::test]
async fn the_register_is_for_its_keepers(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let tools = &test.portal.tools;
    for login in ["justice-head", "finance-clerk", "chancellery-control"] {
        assert!(matches!(tools.list(&actor(&test, login)).await, Err(Error::NotFound)), "{login}");
        let client = test.client(login).await;
        for path in ["/admin/protection-tools", "/admin/protection-tools/new", "/api/v1/protection-tools"] {
            assert_eq!(client.get(path).await.status, 404, "{login} {path}");
        }
    }
    let client = test.client(ADMIN).await;
    let typed = [
        ("name", ""),
        ("maker", "Зауыт"),
        ("way", "file"),
        ("resolution_number", "KZ.1"),
        ("resolution_issued_on-day", "31"),
        ("resolution_issued_on-month", "2"),
        ("resolution_issued_on-year", "2026"),
    ];
    let page = client.form("/admin/protection-tools/new", &typed).await.expect(422).text();
    assert!(page.contains("name-error") && page.contains("resolution_issued_on-error"), "{page}");
    for kept in ["value=\"Зауыт\"", "value=\"KZ.1\"", "value=\"31\"", "value=\"2026\""] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    let input = json!({
        "name": "X", "way": "other",
        "regulation": { "number": "1", "issued_on": "2026-02-01", "valid_until": "2026-01-01" },
    });
    let refused = client.post("/api/v1/protection-tools", &input).await.expect(422).text();
    assert!(refused.contains("signatures-error-tool_way") && refused.contains("regulation_valid_until"), "{refused}");
    let good = json!({ "name": "X", "regulation": { "number": "1", "issuer": "2", "issued_on": "2026-02-01" } });
    let made = client.post("/api/v1/protection-tools", &good).await.expect(201).json();
    let path = format!("/api/v1/protection-tools/{}", made["id"].as_str().unwrap());
    assert_eq!(client.get(&path).await.expect(200).json()["on"], false);
    client.post(&format!("{path}/off"), &json!({})).await.expect(409);
    assert_eq!(
        client.post(&format!("{path}/on"), &json!({})).await.expect(409).code(),
        "signatures-refusal-tool_unconfirmed"
    );
    let officers = test.client(OFFICER).await;
    let on = officers.post(&format!("{path}/on"), &json!({ "reason": "Уақытша" })).await.expect(200).json();
    assert_eq!((&on["on"], &on["decision"]["reason"]), (&json!(true), &json!("Уақытша")));
    let way = json!({ "name": "X", "way": "file" });
    assert!(client.put(&path, &way).await.expect(422).text().contains("signatures-error-tool_way_on"));
    client.post(&format!("{path}/off"), &json!({})).await.expect(200);
    assert_eq!(client.put(&path, &way).await.expect(200).json()["way"], "file");
}
