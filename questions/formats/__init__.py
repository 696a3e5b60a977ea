"""Ways of writing questions down, one file each: read into drafts with problems, or written."""
