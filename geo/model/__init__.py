"""What a folder may say: dates, cells, records, the specification, languages, symbols."""
