"""Words of Russian texts: folding that keeps offsets, tokens, word forms, patterns, dates, grades, people, organisations. Pure."""
