//! Identifiers of the component.

orda_base::id_type!(
    /// A service of a provider.
    ServiceId
);
orda_base::id_type!(
    /// An authorisation of an employee for a service.
    AuthorisationId
);
orda_base::id_type!(
    /// A result of a service. People know it by its number.
    ResultId
);
