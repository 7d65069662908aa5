"""Tables and pictures of a study put together: a folder, and a page of the book."""
