//! Identifiers of the component.

orda_base::id_type!(
    /// A record of the register.
    RecordId
);
orda_base::id_type!(
    /// A finding about a record.
    FindingId
);
orda_base::id_type!(
    /// A data set of a record.
    DataSetId
);
orda_base::id_type!(
    /// An audit of the state of a system or resource.
    AuditId
);
orda_base::id_type!(
    /// An interaction of systems with a record.
    InteractionId
);
orda_base::id_type!(
    /// A participant of an interaction.
    ParticipantId
);
