"""Document text to sections, sentences, mentions and assertions, by tables in resources/reading. It knows no codes, no storage."""
