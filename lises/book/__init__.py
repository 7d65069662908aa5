"""The book: pages, the Sphinx domain, the engine. Sphinx loads only when a book is built."""
