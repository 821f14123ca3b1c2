//! Accesses counted: by person, resource, operation, outcome and hour of the day.

/// By what accesses are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// By the name of the user or system.
    Person,
    /// By the kind of resource.
    Resource,
    /// By the operation.
    Operation,
    /// By how they ended.
    Outcome,
    /// By the hour of the day in Astana: `0` to `23`.
    Hour,
}

impl Dimension {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Person, Self::Resource, Self::Operation, Self::Outcome, Self::Hour];

    /// Stable code, in interfaces and in message keys (`audit-chart-person`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Resource => "resource",
            Self::Operation => "operation",
            Self::Outcome => "outcome",
            Self::Hour => "hour",
        }
    }
}

/// How many accesses there are of one value of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value: a name, a code, an hour.
    pub value: String,
    /// For people and systems: the id by which their records are found. Empty otherwise.
    pub id: String,
    /// Accesses.
    pub count: u64,
}

/// One chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// By what.
    pub by: Dimension,
    /// The most frequent values first; hours in their order, all twenty-four.
    pub counts: Vec<Count>,
}
