//! Identifiers of the component.

orda_base::id_type!(
    /// An official letter. Whoever makes the letter gives the id: handing it over twice makes no second letter.
    LetterId
);
orda_base::id_type!(
    /// A message between the centre and a document system: taken once, however often it comes.
    MessageId
);
orda_base::id_type!(
    /// Something to be told to the component from which a letter came.
    ResultId
);
