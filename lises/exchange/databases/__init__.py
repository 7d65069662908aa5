"""Projects that are databases: QualCoder, Taguette, RQDA and ReQual, read without trust."""
