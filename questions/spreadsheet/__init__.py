"""Rows in, rows out: the only place that knows the bytes of XLSX, XLS and CSV files."""
