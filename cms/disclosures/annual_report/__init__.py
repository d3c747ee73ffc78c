"""The annual report of TT 09/2024: composed, approved, published as HTML and as PDF. See docs/disclosures.md."""
