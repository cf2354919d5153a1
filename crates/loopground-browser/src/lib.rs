//! Host for browsers.
