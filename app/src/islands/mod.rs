//! What runs in the browser. Each island improves a page that is complete without it.
