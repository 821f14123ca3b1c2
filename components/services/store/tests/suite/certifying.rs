//! A result on its way, and what anybody is told of it.

use crate::world::{DAY, NOW, Post, World, actor, bin, body, code, result_input, worlds, wrong};
use orda_base::{Error, LocalizedText};
use orda_documents::samples;
use orda_services::ports::ServicesStore;
use orda_services::{Event, ResultNumber, ServiceInput, ServiceKind, ServiceResult, Verdict};
use sqlx::AssertSqlSafe;

/// A result cannot be issued before it is signed, nor signed before it has its document; once signed nothing of it changes.
/// Issued it is found by its number, in any way of writing it; before that there is no such result.
#[tokio::test]
async fn a_result_is_signed_then_issued() {
    for world in worlds().await {
        let services = &world.services;
        let officer = actor(0, Post::Officer);
        let service = world.served().await;
        let id = services.prepare(&officer, service, &result_input("2027-11-23")).await.unwrap();
        assert_eq!(code(services.signing(&officer, id).await), "services-refusal-no_document");
        assert_eq!(code(services.issue(&officer, id).await), "services-refusal-unsigned");
        assert_eq!(
            wrong(services.attach(&officer, id, "a.docx", samples::pdf().into()).await),
            ["document services-field-pdf"]
        );
        assert_eq!(
            wrong(services.attach(&officer, id, "a.pdf", Vec::new().into()).await),
            ["document services-field-document"]
        );
        assert!(code(services.attach(&officer, id, "a.pdf", samples::rtf().into()).await).starts_with("documents-"));
        services.attach(&officer, id, "Анықтама.pdf", samples::pdf().into()).await.unwrap();
        assert_eq!(code(services.issue(&officer, id).await), "services-refusal-unsigned");
        let number = world.result(id).await.number;
        assert!(
            matches!(services.check(number.plain(), None).await, Err(Error::NotFound)),
            "a draft is nobody's matter"
        );

        world.sign(id).await.unwrap();
        assert!(
            matches!(services.check(number.plain(), None).await, Err(Error::NotFound)),
            "nor is one that only is signed"
        );
        assert_eq!(code(services.edit(&officer, id, &result_input("")).await), "services-refusal-state");
        assert_eq!(code(services.attach(&officer, id, "b.pdf", samples::pdf().into()).await), "services-refusal-state");
        let signed = world.result(id).await.signed.unwrap();
        assert_eq!((signed.by.name.as_str(), signed.post.kk.as_str()), ("Officer Орган 0", "Бас маман"));
        assert_eq!((signed.organisation.kk.as_str(), signed.at), ("Орган 0", NOW));

        services.issue(&officer, id).await.unwrap();
        assert_eq!(code(services.issue(&officer, id).await), "services-refusal-state");
        let typed = number.to_string().to_lowercase().replace('-', " ");
        let document = world.result(id).await.document.unwrap();
        let checked = services.check(&typed, Some(document.sha256.to_uppercase())).await.unwrap();
        assert_eq!((checked.verdict, checked.genuine.unwrap().comparison.unwrap().same), (Verdict::Valid, true));
        let other = services.check(&typed, Some("00".repeat(32))).await.unwrap();
        assert!(!other.genuine.unwrap().comparison.unwrap().same, "another file is not the document");
        let codes: Vec<_> =
            services.result_card(&officer, id).await.unwrap().history.iter().map(|e| e.event.code()).collect();
        assert_eq!(codes, ["prepared", "attached", "signed", "issued"]);
    }
}

/// Past its last day a result is genuine but expired; revoked it is told to be revoked, with the reason kept, for ever. A
/// result can't be certified after its own validity has passed.
#[tokio::test]
async fn validity_ends() {
    for world in worlds().await {
        let (services, officer) = (&world.services, actor(0, Post::Officer));
        let service = world.served().await;
        let (short, long) = (world.issued(service, "2026-11-24").await, world.issued(service, "").await);
        let waiting = world.draft(service, "2026-11-24").await;
        assert_eq!(
            wrong(services.prepare(&officer, service, &result_input("2026-11-22")).await),
            ["valid_until services-field-valid-until"]
        );
        world.clock.advance(DAY);
        assert_eq!(world.verdict(&short).await, "valid", "its last day");
        world.clock.advance(DAY);
        assert_eq!((world.verdict(&short).await, world.verdict(&long).await), ("expired", "valid"));
        assert_eq!(code(world.sign(waiting).await), "services-refusal-expired");

        assert_eq!(wrong(services.revoke(&officer, short.id, " ").await), ["reason error-required"]);
        services.revoke(&officer, short.id, "Қате деректер").await.unwrap();
        services.revoke(&actor(0, Post::Head), long.id, "Қате деректер").await.unwrap();
        assert_eq!((world.verdict(&short).await, world.verdict(&long).await), ("revoked", "revoked"));
        assert_eq!(code(services.revoke(&officer, long.id, "тағы").await), "services-refusal-state");
        let history = services.result_card(&officer, long.id).await.unwrap().history;
        assert_eq!(history.last().unwrap().event, Event::Revoked { reason: "Қате деректер".to_owned() });
    }
}

/// Changes a result behind the portal's back.
async fn alter(world: &World, result: &ServiceResult, from: &str, to: &str) {
    let sql = format!("update services_result set data = replace(data, '{from}', '{to}') where id = '{}'", result.id);
    let mut tx = world.database.db.begin().await.unwrap();
    sqlx::query(AssertSqlSafe(sql)).execute(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Whoever changes a result behind the portal's back makes it not authentic: recipient, validity, provider, document, what is
/// told of the document, its bytes, the signature of another. Of what is not authentic nothing else is told. A result altered
/// between signing and issue is not issued.
#[tokio::test]
async fn what_was_altered_is_not_authentic() {
    for world in worlds().await {
        let service = world.served().await;
        let alter = async |result: &ServiceResult, from: &str, to: &str| alter(&world, result, from, to).await;
        let first = world.issued(service, "2026-12-31").await;
        alter(&first, "Оспанова", "Омарова").await;
        assert_eq!(world.verdict(&first).await, "not_authentic");
        alter(&first, "Омарова", "Оспанова").await;
        assert_eq!(world.verdict(&first).await, "valid");
        alter(&first, "2026-12-31", "2036-12-31").await;
        assert_eq!(world.verdict(&first).await, "not_authentic");

        alter(&first, "2036-12-31", "2026-12-31").await;
        let told = world.services.check(first.number.plain(), None).await.unwrap();
        assert!(told.verdict == Verdict::Valid && told.genuine.is_some());
        let document = first.document.as_ref().unwrap();
        let size = format!("\"size\":{}", document.size);
        for (from, to) in [
            (body(0).to_string(), body(1).to_string()),
            (document.sha256.clone(), "00".repeat(32)),
            (size.clone(), format!("{size}0")),
            (document.name.clone(), "Басқа.pdf".to_owned()),
            (first.service.to_string(), body(9).to_string()),
        ] {
            alter(&first, &from, &to).await;
            let told = world.services.check(first.number.plain(), Some(document.sha256.clone())).await.unwrap();
            assert!(told.verdict == Verdict::NotAuthentic && told.genuine.is_none(), "{from} → {to}");
            alter(&first, &to, &from).await;
            assert_eq!(world.verdict(&first).await, "valid");
        }
        world.flip_stored_bytes();
        assert_eq!(world.verdict(&first).await, "not_authentic", "its bytes");
        world.flip_stored_bytes();
        assert_eq!(world.verdict(&first).await, "valid");

        let second = world.issued(service, "").await;
        let (own, others) = (second.signed.as_ref().unwrap().signature, first.signed.as_ref().unwrap().signature);
        alter(&second, &own.to_string(), &others.to_string()).await;
        assert_eq!(world.verdict(&second).await, "not_authentic", "the signature of another result");

        let third = world.issued(service, "").await;
        let own = third.document.as_ref().unwrap().file;
        let id = world.services.prepare(&actor(0, Post::Officer), service, &result_input("")).await.unwrap();
        let other = samples::pdf_compressed().into();
        world.services.attach(&actor(0, Post::Officer), id, "Анықтама.pdf", other).await.unwrap();
        let foreign = world.result(id).await.document.unwrap().file;
        alter(&third, &own.to_string(), &foreign.to_string()).await;
        assert_eq!(world.verdict(&third).await, "not_authentic", "another document");

        let fourth = world.draft(service, "2026-12-31").await;
        world.sign(fourth).await.unwrap();
        alter(&world.result(fourth).await, "2026-12-31", "2036-12-31").await;
        let refused = world.services.issue(&actor(0, Post::Officer), fourth).await;
        assert_eq!((code(refused).as_str(), world.state(fourth).await), ("services-refusal-not_authentic", "signed"));
    }
}

/// Every result, of a state service and of another, bears a number of its own, two of one moment too, and is found by it; a
/// number that was given is refused when it is to be given again; of a number that belongs to nothing there is no result.
///
/// Covers: 74-3-3
#[tokio::test]
async fn numbers_are_given_once() {
    for world in worlds().await {
        let service = world.served().await;
        let administrator = actor(0, Post::Administrator);
        let other = ServiceInput {
            kind: Some(ServiceKind::Other),
            name: LocalizedText::new("Кеңес беру", "Консультация", ""),
            ..crate::world::service_input("K-1")
        };
        let other = world.services.register(&administrator, &other).await.unwrap();
        world.authorise(other, Post::Officer).await;
        let (one, two) = (world.issued(service, "").await, world.issued(other, "").await);
        assert_eq!(one.prepared_at, two.prepared_at);
        assert_ne!(one.number, two.number);
        for result in [&one, &two] {
            let found = world.services.check(&result.number.to_string(), None).await.unwrap();
            assert_eq!(found.id, result.id);
        }
        let again = ServiceResult { id: orda_services::ResultId::generate(&world.env), ..one.clone() };
        let mut work = world.store.begin().await.unwrap();
        assert!(matches!(work.insert_result(&again).await, Err(Error::Conflict)));
        drop(work);
        let free = ResultNumber::generate(&world.env);
        for nobody in [free.to_string().as_str(), "", "12", "🙂🙂🙂🙂"] {
            assert!(matches!(world.services.check(nobody, None).await, Err(Error::NotFound)), "{nobody}");
        }
        let name = service_name(&world, &one).await;
        assert_eq!(name, "Анықтама беру");
    }
}

/// The name of a service may change: what was signed under the old one stays authentic.
async fn service_name(world: &World, result: &ServiceResult) -> String {
    let administrator = actor(0, Post::Administrator);
    let renamed = ServiceInput {
        name: LocalizedText::new("Жаңа атау", "Новое название", ""),
        ..crate::world::service_input("")
    };
    let before = world.services.service_card(&administrator, result.service).await.unwrap().service.name.kk;
    world.services.change(&administrator, result.service, &renamed).await.unwrap();
    assert_eq!(world.verdict(result).await, "valid");
    before
}

/// Certificates of another person and of another organisation are refused, and the result stays a draft.
#[tokio::test]
async fn only_the_own_certificate_counts() {
    for world in worlds().await {
        let service = world.served().await;
        let id = world.draft(service, "").await;
        let refused = [
            (
                world.sign_with(id, Post::Officer, (0, Post::Colleague), &bin(0)).await,
                "signatures-refusal-other_person",
            ),
            (world.sign_with(id, Post::Officer, (0, Post::Officer), &bin(1)).await, "signatures-refusal-other_body"),
            (world.services.sign(&actor(0, Post::Officer), id, b"?").await, "signatures-refusal-malformed"),
        ];
        for (refused, expected) in refused {
            assert_eq!(code(refused), expected);
        }
        let manifest = world.services.signing(&actor(0, Post::Officer), id).await.unwrap().manifest;
        world.services.edit(&actor(0, Post::Officer), id, &result_input("2027-01-01")).await.unwrap();
        let old = crate::world::signature(0, Post::Officer, &bin(0), &manifest);
        let refused = world.services.sign(&actor(0, Post::Officer), id, &old).await;
        assert_eq!(code(refused), "signatures-refusal-digest_mismatch", "what was shown before the change");
        assert_eq!(world.state(id).await, "draft");
        world.sign(id).await.unwrap();
    }
}

/// A result whose signature is gone is not authentic, for whoever checks it and for its provider; nothing of it is given out.
#[tokio::test]
async fn without_its_signature_nothing_is_authentic() {
    for world in worlds().await {
        let (service, officer) = (world.served().await, actor(0, Post::Officer));
        let result = world.issued(service, "").await;
        assert_eq!(world.services.result_card(&officer, result.id).await.unwrap().authentic(), Some(true));
        let own = result.signed.as_ref().unwrap().signature.to_string();
        alter(&world, &result, &own, &body(9).to_string()).await;
        let told = world.services.check(result.number.plain(), None).await.unwrap();
        assert!(told.verdict == Verdict::NotAuthentic && told.report.is_none() && told.genuine.is_none());
        assert_eq!(world.services.result_card(&officer, result.id).await.unwrap().authentic(), Some(false));
        let refused = world.services.certified(&officer, result.id).await;
        assert_eq!(code(refused), "services-refusal-not_authentic");
        let draft = world.draft(service, "").await;
        assert_eq!(world.services.result_card(&officer, draft).await.unwrap().authentic(), None);
    }
}

/// What happens while a signature is being verified counts: an authorisation that is withdrawn meanwhile certifies nothing, and
/// what was changed meanwhile is not signed.
#[tokio::test]
async fn rights_are_those_of_the_moment_of_signing() {
    for world in worlds().await {
        let service = world.service("00403001").await;
        let authorisation = world.authorise(service, Post::Officer).await;
        let id = world.draft(service, "").await;
        let services = world.services.clone();
        world.verifier.meanwhile(async move {
            services.edit(&actor(0, Post::Officer), id, &result_input("2027-01-01")).await.unwrap();
        });
        assert!(matches!(world.sign(id).await, Err(Error::Conflict)));
        let result = world.result(id).await;
        assert_eq!((result.state.code(), result.signed), ("draft", None));
        assert_eq!(result.valid_until, "2027-01-01".parse().ok());

        let services = world.services.clone();
        world.verifier.meanwhile(async move {
            services.withdraw(&actor(0, Post::Head), service, authorisation, "ауысты").await.unwrap();
        });
        assert_eq!(code(world.sign(id).await), "services-refusal-not_authorised");
        assert_eq!(world.state(id).await, "draft");
        let kept: i64 = sqlx::query_scalar("select count(*) from signatures_signature")
            .fetch_one(world.database.db.reader())
            .await
            .unwrap();
        assert_eq!(kept, 0, "no signature was kept");
    }
}
