"""What a person sees: page models (`pages/`), the sentences they are said in (`words.py`, `locale/`) and the formats (`html.py`, `json.py`). Pure."""
