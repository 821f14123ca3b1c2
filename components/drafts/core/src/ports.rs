//! What the use cases need of the outer world.
