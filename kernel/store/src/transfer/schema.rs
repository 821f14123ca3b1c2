//! Tables as the database itself describes them.

use super::end::End;
use crate::database::Kind;
use orda_base::{Error, Result};
use std::collections::BTreeSet;

/// What a column holds: the types that both databases have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Number,
    Real,
    Text,
    Bytes,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    /// By name: the two databases need not have them in the same order.
    pub(super) columns: Vec<(String, Type)>,
    /// The column that the database itself numbers.
    numbered: Option<String>,
}

impl Table {
    pub(super) fn quoted(&self) -> String {
        format!("\"{}\"", self.name)
    }

    /// Its columns in their order, for a statement.
    pub(super) fn list(&self) -> String {
        self.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn select(&self) -> String {
        format!("select {} from {}", self.list(), self.quoted())
    }
}

/// Names of all tables but the database's own.
pub(super) async fn names(end: &mut End) -> Result<Vec<String>> {
    let sql = match end.kind() {
        Kind::Sqlite => {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite!_%' escape '!' order by 1"
        }
        Kind::Postgres => {
            "select cast(c.relname as text) from pg_class c join pg_namespace n on n.oid = c.relnamespace \
             where n.nspname = current_schema() and c.relkind in ('r', 'p', 'f') order by 1"
        }
    };
    Ok(end.texts(sql).await?.into_iter().flatten().collect())
}

/// All tables but the database's own and those of the migrations, by name.
pub(super) async fn tables(end: &mut End) -> Result<Vec<Table>> {
    let sql = match end.kind() {
        Kind::Sqlite => {
            "select m.name, c.name, lower(c.type), \
             case when c.pk > 0 and lower(m.sql) like '%autoincrement%' then '1' else '' end \
             from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' \
             and m.name not like 'sqlite!_%' escape '!' and m.name not like 'store!_%' escape '!'"
        }
        Kind::Postgres => {
            "select cast(c.relname as text), cast(a.attname as text), format_type(a.atttypid, null), \
             case when a.attidentity <> '' then '1' else '' end \
             from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid \
             where n.nspname = current_schema() and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped \
             and c.relname not like 'store!_%' escape '!'"
        }
    };
    let mut columns = Vec::new();
    for row in end.texts(sql).await? {
        let Ok([table, column, declared, numbered]) = <[String; 4]>::try_from(row) else { continue };
        let holds = match declared.as_str() {
            "bigint" | "integer" => Type::Number,
            "double precision" => Type::Real,
            "text" => Type::Text,
            "bytea" => Type::Bytes,
            other => return Err(Error::Unavailable(format!("{table}.{column} is {other}, which is not copied"))),
        };
        columns.push((table, column, holds, !numbered.is_empty()));
    }
    columns.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    let mut tables: Vec<Table> = Vec::new();
    for (name, column, holds, numbered) in columns {
        if tables.last().is_none_or(|last| last.name != name) {
            tables.push(Table { name, columns: Vec::new(), numbered: None });
        }
        if let Some(table) = tables.last_mut() {
            if numbered {
                table.numbered = Some(column.clone());
            }
            table.columns.push((column, holds));
        }
    }
    Ok(tables)
}

/// The name of a table that only one of the two has, or that is another in each.
pub(super) fn differing<'a>(one: &'a [Table], other: &'a [Table]) -> Option<&'a str> {
    let lacks = |of: &[Table], table: &Table| !of.contains(table);
    let found = one.iter().find(|table| lacks(other, table)).or_else(|| other.iter().find(|table| lacks(one, table)));
    found.map(|table| table.name.as_str())
}

/// Tables with the tables that they refer to. None where references are not looked at before the end.
pub(super) async fn references(end: &mut End) -> Result<BTreeSet<(String, String)>> {
    if end.kind() == Kind::Sqlite {
        return Ok(BTreeSet::new());
    }
    let sql = "select cast(c.relname as text), cast(p.relname as text) from pg_constraint k \
               join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid \
               join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema() and k.contype = 'f'";
    let rows = end.texts(sql).await?.into_iter();
    Ok(rows.filter_map(|row| <[String; 2]>::try_from(row).ok()).map(|[from, to]| (from, to)).collect())
}

/// The tables with those first that others refer to.
pub(super) fn ordered(tables: Vec<Table>, references: &BTreeSet<(String, String)>) -> Result<Vec<Table>> {
    let (mut waiting, mut ordered) = (tables, Vec::new());
    while !waiting.is_empty() {
        let names: BTreeSet<String> = waiting.iter().map(|table| table.name.clone()).collect();
        let waits =
            |table: &Table| references.iter().any(|(from, to)| *from == table.name && from != to && names.contains(to));
        let (later, now): (Vec<Table>, Vec<Table>) = waiting.into_iter().partition(waits);
        if now.is_empty() {
            return Err(Error::internal("tables refer to one another in a ring"));
        }
        ordered.extend(now);
        waiting = later;
    }
    Ok(ordered)
}

/// Lets the target number on where the source is, also when its last rows are no longer there.
pub(super) async fn number_on(source: &mut End, target: &mut End, table: &Table) -> Result<()> {
    let (Table { name, numbered: Some(column), .. }, quoted) = (table, table.quoted()) else { return Ok(()) };
    let last = match source.kind() {
        Kind::Sqlite => format!("select cast(seq as text) from sqlite_sequence where name = '{name}'"),
        Kind::Postgres => format!(
            "select coalesce(cast(pg_sequence_last_value(cast(pg_get_serial_sequence('{quoted}', '{column}') as regclass)) \
             as text), '')"
        ),
    };
    let greatest = format!("select coalesce(cast(max(\"{column}\") as text), '') from {quoted}");
    let last = source.number(&last).await?.max(source.number(&greatest).await?);
    let Some(last) = last.filter(|last| *last > 0) else { return Ok(()) };
    match target.kind() {
        Kind::Sqlite => {
            target.run(&format!("delete from sqlite_sequence where name = '{name}'")).await?;
            target.run(&format!("insert into sqlite_sequence (name, seq) values ('{name}', {last})")).await
        }
        Kind::Postgres => {
            target.run(&format!("select setval(pg_get_serial_sequence('{quoted}', '{column}'), {last})")).await
        }
    }
}

/// Functions of a server's schema, as they are named in a statement.
pub(super) async fn functions(end: &mut End) -> Result<Vec<String>> {
    if end.kind() == Kind::Sqlite {
        return Ok(Vec::new());
    }
    let sql = "select cast(cast(p.oid as regprocedure) as text) from pg_proc p \
               join pg_namespace n on n.oid = p.pronamespace where n.nspname = current_schema()";
    Ok(end.texts(sql).await?.into_iter().flatten().collect())
}
