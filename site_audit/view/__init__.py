"""What a person sees. Pure.

`pages/` – page models: what is said; `words.py` with `locale/` – in which words; `html.py`, `json.py` – in which form.
"""
