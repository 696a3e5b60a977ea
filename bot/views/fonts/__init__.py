"""The letters that charts are drawn with: no customer's machine need have Chinese fonts."""
