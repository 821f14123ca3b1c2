//! Identifiers of the component.

orda_base::id_type!(
    /// A draft legal act through all its versions.
    DraftId
);
orda_base::id_type!(
    /// A form in progress: a draft, a change or a new version that has not been posted yet.
    PostingId
);
orda_base::id_type!(
    /// A remark on a version of a draft.
    RemarkId
);
orda_base::id_type!(
    /// A letter: cover letter, refusal letter, letter to the Chancellery.
    LetterId
);
orda_base::id_type!(
    /// A protocol of disagreements.
    ProtocolId
);
orda_base::id_type!(
    /// A vote in absentia on a version.
    VoteId
);
orda_base::id_type!(
    /// A sitting of the Government.
    SittingId
);
