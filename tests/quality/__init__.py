"""How well the shipped rules judge: labelled pages, a measured part nobody tunes on, and a quiet part in which nothing may fire."""
