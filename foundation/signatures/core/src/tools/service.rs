//! The use cases of the register of tools.

use super::{Fault, Officers, Tool, ToolId, ToolInput, ToolStore, ToolWork, Way, may_decide_on_tools, may_keep_tools};
use crate::notices;
use orda_base::{Access, Actor, Env, Error, Operation, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Kind of resource in the accounting.
pub const RESOURCE: &str = "protection_tool";

/// Longest reason of a decision, in characters.
const REASON: usize = 2000;

/// The register of tools. Which ways of signing are on is kept in memory, for every page that signs asks.
pub struct Tools {
    store: Arc<dyn ToolStore>,
    officers: Arc<dyn Officers>,
    env: Env,
    offered: [AtomicBool; Way::ALL.len()],
}

impl Tools {
    /// Over its store and the directory. Until [`Self::refresh`] nothing is offered.
    pub fn new(store: Arc<dyn ToolStore>, officers: Arc<dyn Officers>, env: Env) -> Self {
        Self { store, officers, env, offered: Way::ALL.map(|_| AtomicBool::new(false)) }
    }

    /// Is a tool switched on that signs in this way? From memory.
    pub fn offers(&self, way: Way) -> bool {
        self.offered[way as usize].load(Ordering::Relaxed)
    }

    /// Reads again which ways are on: at the start, after a change, and by a job, for another process may have changed it.
    pub async fn refresh(&self) -> Result<()> {
        let tools = self.store.tools().await?;
        for way in Way::ALL {
            let on = tools.iter().any(|tool| tool.on && tool.way == Some(way));
            self.offered[way as usize].store(on, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Every tool, by name.
    ///
    /// # Errors
    /// `NotFound` for who may not see the register.
    pub async fn list(&self, actor: &Actor) -> Result<Vec<Tool>> {
        may_keep_tools(actor).check()?;
        self.store.tools().await
    }

    /// One tool.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get(&self, actor: &Actor, id: ToolId) -> Result<Tool> {
        may_keep_tools(actor).check()?;
        self.store.tool(id).await?.ok_or(Error::NotFound)
    }

    /// Enters a tool: it is switched off. The security officers are told of what it lacks.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` with the fields of [`ToolInput`].
    pub async fn enter(&self, actor: &Actor, input: &ToolInput) -> Result<Tool> {
        may_keep_tools(actor).check()?;
        let read = input.read()?;
        let tool = Tool {
            id: ToolId::generate(&self.env),
            name: read.name,
            maker: read.maker,
            way: read.way,
            resolution: read.resolution,
            regulation: read.regulation,
            on: false,
            decision: None,
            told: Vec::new(),
            changed_at: self.env.now(),
        };
        let work = self.store.begin().await?;
        self.keep(work, actor, tool, Operation::Create, "").await
    }

    /// Changes what is known of a tool, its documents above all. Which way it signs in is changed only while it is off.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` with the fields of [`ToolInput`].
    pub async fn change(&self, actor: &Actor, id: ToolId, input: &ToolInput) -> Result<Tool> {
        may_keep_tools(actor).check()?;
        let read = input.read()?;
        let mut work = self.store.begin().await?;
        let known = work.lock(id).await?.ok_or(Error::NotFound)?;
        if known.on && known.way != read.way {
            return Err(Error::field("way", "signatures-error-tool_way_on"));
        }
        let tool = Tool {
            name: read.name,
            maker: read.maker,
            way: read.way,
            resolution: read.resolution,
            regulation: read.regulation,
            changed_at: self.env.now(),
            ..known
        };
        self.keep(work, actor, tool, Operation::Change, "changed").await
    }

    /// Switches a tool on. One that lacks a document in force only by a security officer, whose reason is kept.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` for a missing or too long reason; refusals `tool_is_on`, `tool_unconfirmed`.
    pub async fn switch_on(&self, actor: &Actor, id: ToolId, reason: &str) -> Result<Tool> {
        may_keep_tools(actor).check()?;
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        let tool = work.lock(id).await?.ok_or(Error::NotFound)?;
        let officer = actor.person().filter(|_| may_decide_on_tools(actor));
        let reason = reason.trim();
        if officer.is_some() && !tool.on && !tool.lacks(now.date()).is_empty() {
            if reason.is_empty() {
                return Err(Error::field("reason", "signatures-error-tool_reason"));
            }
            if reason.chars().count() > REASON {
                return Err(Error::field("reason", "signatures-error-reason_long"));
            }
        }
        let tool = tool.switched_on(officer.map(|person| (person, actor.name(), reason)), now)?;
        let detail = if tool.decision.is_some() { "switched on by decision" } else { "switched on" };
        self.keep(work, actor, tool, Operation::Change, detail).await
    }

    /// Switches a tool off.
    ///
    /// # Errors
    /// `NotFound`; refusal `tool_is_off`.
    pub async fn switch_off(&self, actor: &Actor, id: ToolId) -> Result<Tool> {
        may_keep_tools(actor).check()?;
        let mut work = self.store.begin().await?;
        let tool = work.lock(id).await?.ok_or(Error::NotFound)?.switched_off(self.env.now())?;
        self.keep(work, actor, tool, Operation::Change, "switched off").await
    }

    /// Tells the security officers of tools whose marks have changed: to be called by a job, for documents end by
    /// themselves. Returns of how many tools they were told.
    pub async fn inform_due(&self) -> Result<usize> {
        let today = self.env.now().date();
        let mut told = 0;
        for tool in self.store.tools().await?.into_iter().filter(|tool| tool.marks(today) != tool.told) {
            let mut work = self.store.begin().await?;
            // Another process may have told them meanwhile.
            let Some(tool) = work.lock(tool.id).await?.filter(|tool| tool.marks(today) != tool.told) else { continue };
            self.keep(work, &Actor::portal(), tool, Operation::Change, "officers informed").await?;
            told += 1;
        }
        Ok(told)
    }

    /// Keeps a tool with its accounting entry, and tells the officers when it lacks something, or soon will, that
    /// they do not know of.
    async fn keep(
        &self,
        mut work: Box<dyn ToolWork>,
        actor: &Actor,
        mut tool: Tool,
        operation: Operation,
        detail: &str,
    ) -> Result<Tool> {
        let now = self.env.now();
        let marks = tool.marks(now.date());
        let new: Vec<Fault> = marks.iter().filter(|mark| !tool.told.contains(mark)).map(|mark| mark.fault).collect();
        if !new.is_empty() {
            let only_soon = new.iter().all(|fault| *fault == Fault::Soon);
            work.notify(&notices::tool_marked(&tool, only_soon, &self.officers.security_officers().await?)).await?;
        }
        tool.told = marks;
        work.save(&tool).await?;
        let detail = format!("{} {detail}", tool.name);
        work.account(actor, now, &Access::done(RESOURCE, tool.id, operation).detail(detail.trim_end())).await?;
        work.commit().await?;
        self.refresh().await?;
        Ok(tool)
    }
}
