"""Pages of the roadmap: the card and its papers, the plan of a draft, the marks."""
