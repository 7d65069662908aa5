"""Tables of codings, as files for spreadsheets and as a document to read."""
