"""site_audit: what schools publish about career guidance, read every night.

The walk of one school: `crawl` (the web → visits) → `extract` (bytes → documents) → `detect` (documents × rules → evidence)
→ `score` (evidence → findings → indicator) → `view` (what a person sees). `audit.py` is that walk, `run.py` walks many schools.
"""

__version__ = "0.1.0"
