//! Identifiers of the component.

orda_base::id_type!(
    /// A reminder. It stays the same as long as the instruction is under control in its source.
    ReminderId
);
orda_base::id_type!(
    /// An attempt to refresh the reminders of one source.
    RefreshId
);
