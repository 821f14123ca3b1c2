//! Short ways to say what the tests do.

use orda::demo::cast::Member;
use orda_base::{Actor, BodyId, Error, Role};
use orda_drafts::{Action, Card, DraftId};
use orda_test::TestPortal;

/// The code of a refusal, or what else came.
pub fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Ok(value) => panic!("not refused: {value:?}"),
        Err(error) => error.code().to_owned(),
    }
}

/// A draft with its portal.
pub struct World<'a> {
    /// The portal.
    pub test: &'a TestPortal,
    /// The draft.
    pub id: DraftId,
}

impl World<'_> {
    /// The card as the drafter sees it.
    pub async fn card(&self) -> Card {
        let drafter = self.test.cast.person("justice-drafter").actor();
        self.test.portal.drafts.card(&drafter, self.id, None).await.unwrap()
    }

    /// Code of the state of the newest version.
    pub async fn state(&self) -> String {
        self.card().await.state.code().to_owned()
    }

    /// Code of the state of one body.
    pub async fn body_state(&self, code: &str) -> String {
        let body = self.test.cast.body(code);
        let card = self.card().await;
        card.approvals.iter().find(|a| a.approval.body == body).unwrap().approval.state.code().to_owned()
    }

    /// Signs the approval as `member` with the key of `key`, for the body of `code`.
    pub async fn approve_with(&self, member: &Member, key: &Member, code: &str, version: u32) -> Result<(), Error> {
        let body = self.test.cast.body(code);
        let drafts = &self.test.portal.drafts;
        let task = drafts.signing(&member.actor(), self.id, version, Action::Approve, Some(body)).await?;
        let cms = key.key.sign(&task.manifest, self.test.portal.env.now())?;
        drafts.approve(&member.actor(), self.id, version, body, &cms).await
    }
}

/// A draft of justice for finance and economy in this state.
pub async fn draft<'a>(test: &'a TestPortal, state: &str, bodies: &[(&str, &str)]) -> World<'a> {
    let id = test.stage().play(&test.script(state, bodies)).await.unwrap();
    World { test, id }
}

/// Somebody acting with the roles held now.
pub fn actor(test: &TestPortal, login: &str) -> Actor {
    test.cast.person(login).actor()
}

/// The head of a body.
pub fn head<'a>(test: &'a TestPortal, code: &str) -> &'a Member {
    test.cast.holder(code, Role::HeadOfBody)
}

/// The body.
pub fn body(test: &TestPortal, code: &str) -> BodyId {
    test.cast.body(code)
}
