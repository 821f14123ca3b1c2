//! The list of results: everybody sees the own part of it.

use crate::world::{DAY, Post, actor, result_input, worlds};
use orda_base::{Error, PageRequest};
use orda_services::{ResultQuery, ResultState, Validity};

/// Head and administrator see all results of their body, the authorised those of their services, whoever prepared one keeps
/// seeing it; filters narrow the list and pages divide it.
#[tokio::test]
async fn everybody_sees_the_own_part() {
    for world in worlds().await {
        let services = &world.services;
        let service = world.service("00403001").await;
        let authorisation = world.authorise(service, Post::Officer).await;
        let other = world.service("00403002").await;
        world.authorise(other, Post::Colleague).await;
        let issued = world.issued(service, "2026-11-23").await;
        // Within one moment the order of ids is that of chance.
        world.clock.advance(1);
        let draft = world.draft(service, "").await;
        let input = orda_services::ResultInput {
            recipient_name: "«Береке_100%» ЖШС".to_owned(), ..result_input("")
        };
        services.prepare(&actor(0, Post::Colleague), other, &input).await.unwrap();

        let found = async |who: usize, post: Post, query: ResultQuery| {
            services.results(&actor(who, post), &query).await.unwrap().page.total
        };
        let all = ResultQuery::default;
        let seen = [
            found(0, Post::Head, all()).await,
            found(0, Post::Administrator, all()).await,
            found(0, Post::Officer, all()).await,
            found(0, Post::Colleague, all()).await,
            found(1, Post::Head, all()).await,
        ];
        assert_eq!(seen, [3, 3, 2, 1, 0]);
        let nobody = orda_base::Actor { units: Vec::new(), ..actor(0, Post::Officer) };
        assert!(matches!(services.results(&nobody, &all()).await, Err(Error::Forbidden)));

        world.clock.advance(DAY);
        let words = |words: &str| ResultQuery { words: words.to_owned(), ..all() };
        let cases = [
            (ResultQuery { states: vec![ResultState::Issued], ..all() }, 1),
            (ResultQuery { service: Some(other), ..all() }, 1),
            (ResultQuery { validity: Some(Validity::Expired), ..all() }, 1),
            (ResultQuery { validity: Some(Validity::Current), ..all() }, 2),
            (words("оспанова АЙГҮЛ"), 2),
            (words("100%"), 1),
            (words("%"), 1),
            (words(&issued.number.to_string()), 1),
            (words(issued.number.plain()), 1),
            (ResultQuery { from: Some(world.env.now().date()), ..all() }, 0),
            (ResultQuery { to: Some(world.env.now().date()), ..all() }, 3),
        ];
        for (query, count) in cases {
            assert_eq!(found(0, Post::Head, query.clone()).await, count, "{query:?}");
        }
        // The whole number of a recipient finds, through the id of a result; words do not find by it.
        let number = result_input("").recipient_number;
        assert_eq!(found(0, Post::Head, words(&number)).await, 0);
        let newest = services.newest_of_recipient(&actor(0, Post::Head), &number).await.unwrap();
        assert_eq!(found(0, Post::Head, ResultQuery { recipient_of: Some(newest), ..all() }).await, 3);
        let hidden =
            services.results(&actor(1, Post::Head), &ResultQuery { recipient_of: Some(newest), ..all() }).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "of a result that is not seen");
        for (reader, typed) in
            [((1, Post::Head), number.as_str()), ((0, Post::Head), "010140000123"), ((0, Post::Head), "")]
        {
            let none = services.newest_of_recipient(&actor(reader.0, reader.1), typed).await;
            assert!(matches!(none, Err(Error::Invalid(_))), "{typed}");
        }

        let second = ResultQuery { page: PageRequest { number: 2, size: 2 }, ..all() };
        let page = services.results(&actor(0, Post::Head), &second).await.unwrap().page;
        assert_eq!((page.total, page.items.len(), page.items[0].id), (3, 1, issued.id), "the oldest comes last");

        services.withdraw(&actor(0, Post::Head), service, authorisation, "ауысты").await.unwrap();
        assert_eq!(found(0, Post::Officer, all()).await, 2, "prepared by the officer");
        assert!(services.result_card(&actor(0, Post::Officer), draft).await.is_ok_and(|card| !card.may_change));
    }
}
