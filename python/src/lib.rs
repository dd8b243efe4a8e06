//! The native module of the Python package. It has no functions yet.
