//! The accounting on the web: the layer around every request, and the log.

mod layer;
mod log;
mod support;
mod watch;
