"""Page models: what a page says, as plain values in the reader's language, before any format lays it out."""
