//! Tests over the whole repository; the library itself is empty.
