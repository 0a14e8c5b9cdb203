"""Bytes of tables and of bloc.toml → records that know their file, line and column."""
